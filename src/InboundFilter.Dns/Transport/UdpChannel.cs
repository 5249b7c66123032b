using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Transport;

/// <summary>One UDP socket on a random port, connected to one server, with the queries that wait on it. Thread-safe.</summary>
/// <remarks>
/// Being connected, the socket gets no datagram of another source. A datagram completes a query only when it repeats id and
/// question; everything else is counted and the query goes on waiting.
/// </remarks>
internal sealed class UdpChannel : IDisposable
{
    /// <summary>Longest datagram that is read whole; servers that ignore the size we announce are cut, and so not believed.</summary>
    private const int MaxDatagram = 4_096;

    /// <summary>Octets of answers that may wait in the kernel, as far as it allows: a burst must not be lost.</summary>
    private const int KernelBuffer = 1 << 20;

    /// <summary>Receive errors in a row after which the socket is given up.</summary>
    private const int MaxErrors = 16;

    private readonly Socket _socket;
    private readonly SocketAsyncEventArgs _receive = new(true);   // without the context of whoever asked first
    private readonly PendingTable _pending = new();
    private readonly DnsStatistics _statistics;
    private int _sent;
    private int _errors;
    private volatile bool _closed;

    private UdpChannel(Socket socket, DnsStatistics statistics)
    {
        (_socket, _statistics) = (socket, statistics);
        _receive.SetBuffer(new byte[MaxDatagram]);
        _receive.Completed += OnReceived;
    }

    /// <summary>Queries sent so far.</summary>
    public int Sent => Volatile.Read(ref _sent);

    public bool IsBroken => _closed || Volatile.Read(ref _errors) >= MaxErrors;

    /// <summary>Nobody waits on it.</summary>
    public bool IsIdle => _pending.IsEmpty;

    /// <summary>Opens a socket and begins to receive.</summary>
    /// <exception cref="SocketException">No socket, port or route to be had.</exception>
    public static UdpChannel Open(IPEndPoint server, DnsStatistics statistics)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.ReceiveBufferSize = KernelBuffer;
            socket.Connect(server);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var channel = new UdpChannel(socket, statistics);
        channel.ReceiveWhileReady();
        return channel;
    }

    /// <summary>Sends a query, which then waits for its reply.</summary>
    /// <param name="pending">Told what comes of it.</param>
    /// <param name="octets">Of the query; its id is set here.</param>
    /// <param name="id">Random.</param>
    /// <param name="deadline">Timestamp after which <see cref="Expire"/> ends the wait.</param>
    public void Send(IPendingQuery pending, Span<byte> octets, ushort id, long deadline)
    {
        if (!_pending.TryAdd(pending, ref id, deadline))
        {
            pending.Failed(DnsReplyKind.NotAsked);
            return;
        }

        DnsMessageWriter.SetId(octets, id);
        Interlocked.Increment(ref _sent);
        _statistics.CountQuerySent();
        if (!TrySend(octets) && _pending.TryRemove(pending))
        {
            pending.Failed(DnsReplyKind.Unreachable);
        }
    }

    /// <summary>Ends the waits whose deadline has passed.</summary>
    public void Expire(long now)
    {
        while (_pending.TakeExpired(now) is { } expired)
        {
            _statistics.CountTimeout();
            expired.Failed(DnsReplyKind.TimedOut);
        }
    }

    public void Dispose()
    {
        _closed = true;
        _socket.Dispose();
        _receive.Dispose();
        GiveUpAll(close: true);
    }

    private bool TrySend(ReadOnlySpan<byte> octets)
    {
        try
        {
            _socket.Send(octets, SocketFlags.None, out var error);

            // A refusal here is news of an earlier datagram; this one has not been sent, so it deserves its own try.
            if (error is SocketError.ConnectionRefused)
            {
                _socket.Send(octets, SocketFlags.None, out error);
            }

            return error is SocketError.Success;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private void OnReceived(object? sender, SocketAsyncEventArgs received)
    {
        if (TryTakeReceived())
        {
            ReceiveWhileReady();
        }
    }

    private void ReceiveWhileReady()
    {
        try
        {
            while (!_closed && !_socket.ReceiveAsync(_receive))
            {
                if (!TryTakeReceived())
                {
                    break;
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // closed between the test and the call
        }
    }

    /// <summary>False when the loop must end.</summary>
    private bool TryTakeReceived()
    {
        if (_receive.SocketError is SocketError.Success)
        {
            Volatile.Write(ref _errors, 0);
            Take(_receive.MemoryBuffer.Span[.._receive.BytesTransferred]);
            return true;
        }

        // A refusal says that nobody listens there, so nobody needs to wait.
        GiveUpAll(close: false);
        return !_closed && Interlocked.Increment(ref _errors) < MaxErrors;
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        if (!DnsHeader.TryRead(message, out var header) || !header.IsAnswer)
        {
            _statistics.CountMalformed();
            return;
        }

        if (!_pending.TryFind(header.Id, out var pending))
        {
            _statistics.CountMismatched();
            return;
        }

        var match = DnsReplyReader.IsBareFormatError(message) ? QuestionMatch.Exact : pending.Query.MatchOf(message);
        if (match is QuestionMatch.None)
        {
            _statistics.CountMismatched();
        }
        else if (_pending.TryRemove(pending))
        {
            if (match is QuestionMatch.Exact)
            {
                _statistics.CountAnswer();
                pending.Replied(message);
            }
            else
            {
                _statistics.CountCaseMismatch();
                pending.Failed(DnsReplyKind.CaseMismatch);
            }
        }
    }

    private void GiveUpAll(bool close)
    {
        foreach (var pending in _pending.TakeAll(close))
        {
            pending.Failed(DnsReplyKind.Unreachable);
        }
    }
}
