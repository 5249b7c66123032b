using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Mail.Scanning;

/// <summary>One connection to clamd, which carries one command and its reply.</summary>
internal sealed class ClamdConnection : IDisposable
{
    /// <summary>Octets of the message in one chunk; small pieces are put together, large ones cut.</summary>
    private const int ChunkOctets = 64 << 10;

    /// <summary>Octets of the length in front of each chunk, in network byte order.</summary>
    private const int LengthOctets = 4;

    private readonly Socket _socket;

    private ClamdConnection(Socket socket) => _socket = socket;

    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static async ValueTask<ClamdConnection> OpenAsync(EndPoint endPoint, CancellationToken cancellation)
    {
        var socket = endPoint switch
        {
            UnixDomainSocketEndPoint => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
            IPEndPoint => new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
            _ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
        };
        try
        {
            await socket.ConnectAsync(endPoint, cancellation);
            return new ClamdConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends octets: a command with its prefix and terminator.</summary>
    /// <returns>False when clamd takes nothing more; it may have replied all the same.</returns>
    public async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation)
    {
        try
        {
            while (!octets.IsEmpty)
            {
                octets = octets[await _socket.SendAsync(octets, SocketFlags.None, cancellation)..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Sends a message in chunks, and the chunk of length zero that ends it. Stops early when clamd has replied already or takes nothing more.</summary>
    /// <param name="message">In pieces of any size.</param>
    /// <param name="maxOctets">Octets of the message after which it is ended.</param>
    /// <param name="reply">Complete as soon as clamd has replied.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <returns>Whether all was sent.</returns>
    public async ValueTask<bool> SendStreamAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> message, long maxOctets, Task reply, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(LengthOctets + ChunkOctets + LengthOctets);
        try
        {
            int filled = 0;
            long left = maxOctets;
            await foreach (var piece in message.WithCancellation(cancellation))
            {
                var rest = piece.Length > left ? piece[..(int)left] : piece;
                left -= rest.Length;
                while (!rest.IsEmpty)
                {
                    int taken = Math.Min(rest.Length, ChunkOctets - filled);
                    rest.Span[..taken].CopyTo(buffer.AsSpan(LengthOctets + filled));
                    (filled, rest) = (filled + taken, rest[taken..]);
                    if (filled == ChunkOctets)
                    {
                        BinaryPrimitives.WriteInt32BigEndian(buffer, filled);
                        if (reply.IsCompleted || !await TrySendAsync(buffer.AsMemory(0, LengthOctets + filled), cancellation))
                        {
                            return false;
                        }

                        filled = 0;
                    }
                }

                if (left == 0)
                {
                    break;
                }
            }

            // A chunk of length zero must come only once, so an empty rest is not sent as a chunk of its own.
            int last = filled > 0 ? LengthOctets + filled : 0;
            BinaryPrimitives.WriteInt32BigEndian(buffer, filled);
            buffer.AsSpan(last, LengthOctets).Clear();
            return !reply.IsCompleted && await TrySendAsync(buffer.AsMemory(0, last + LengthOctets), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads one reply with the octet that ends it; less when the connection is closed before, or at <see cref="ClamdReply.MaxOctets"/>.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadReplyAsync(CancellationToken cancellation)
    {
        byte[] reply = new byte[ClamdReply.MaxOctets];
        int filled = 0;
        while (filled < reply.Length)
        {
            int read = await TryReceiveAsync(reply.AsMemory(filled), cancellation);
            filled += read;
            if (read == 0 || ClamdReply.EndIn(reply.AsSpan(filled - read, read)) >= 0)
            {
                break;
            }
        }

        return reply.AsMemory(0, filled);
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> TryReceiveAsync(Memory<byte> room, CancellationToken cancellation)
    {
        try
        {
            return await _socket.ReceiveAsync(room, SocketFlags.None, cancellation);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
