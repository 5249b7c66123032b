using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Transport;

/// <summary>Asks one server over TCP, one connection for each question (RFC 7766). For answers that do not fit in a datagram.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The semaphore holds no handle, and questions may leave it after the resolver is closed.")]
internal sealed class TcpExchanger(IPEndPoint server, DnsResolverOptions options, DnsStatistics statistics, TimeProvider time)
{
    private const int LengthOctets = 2;

    private readonly SemaphoreSlim _connections = new(options.MaxTcpConnections);

    /// <summary>Sends a query and reads its reply, all within the limit.</summary>
    public async Task<Exchange> AskAsync(DnsQuery query, TimeSpan limit, CancellationToken closing)
    {
        ushort id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        if (query.ToOctets(id) is not { } octets)
        {
            return Exchange.Failed(DnsReplyKind.Unreachable);
        }

        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, closing);
        bool entered = false;
        try
        {
            await _connections.WaitAsync(either.Token);
            entered = true;
            using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server, either.Token);
            await using var stream = new NetworkStream(socket);
            return await AskAsync(stream, query, id, octets, either.Token);
        }
        catch (OperationCanceledException)
        {
            statistics.CountTimeout();
            return Exchange.Failed(entered ? DnsReplyKind.TimedOut : DnsReplyKind.NotAsked);
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
        {
            return Exchange.Failed(DnsReplyKind.NotAsked);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return Exchange.Failed(DnsReplyKind.Unreachable);
        }
        finally
        {
            if (entered)
            {
                _connections.Release();
            }
        }
    }

    private async Task<Exchange> AskAsync(NetworkStream stream, DnsQuery query, ushort id, byte[] octets, CancellationToken cancellation)
    {
        byte[] sent = new byte[LengthOctets + octets.Length];
        BinaryPrimitives.WriteUInt16BigEndian(sent, (ushort)octets.Length);
        octets.CopyTo(sent, LengthOctets);
        statistics.CountQuerySent();
        await stream.WriteAsync(sent, cancellation);

        byte[] length = new byte[LengthOctets];
        await stream.ReadExactlyAsync(length, cancellation);
        byte[] reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(reply, cancellation);

        if (!DnsHeader.TryRead(reply, out var header) || header.Id != id || query.MatchOf(reply) is QuestionMatch.None)
        {
            statistics.CountMismatched();
            return Exchange.Failed(DnsReplyKind.Malformed);
        }

        statistics.CountAnswer();
        return Exchange.Replied(reply);
    }
}
