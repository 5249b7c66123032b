using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Tests.Fakes;

/// <summary>A clamd on loopback that says what a test wants, and keeps what it was sent. Strict about the form of what it is sent.</summary>
public sealed class FakeClamd : IAsyncDisposable
{
    private readonly Socket _listener;

    // A test that would wait for ever fails instead.
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(30));
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly SemaphoreSlim _streams = new(0);
    private readonly SemaphoreSlim _pings = new(0);
    private readonly Task _accepting;
    private int _connections;

    /// <param name="socketPath">A unix socket to listen on; null for TCP.</param>
    public FakeClamd(string? socketPath = null)
    {
        EndPoint wanted = socketPath is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(socketPath);
        _listener = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(wanted);
        _listener.Listen();
        EndPoint = socketPath is null ? _listener.LocalEndPoint! : wanted;
        _accepting = AcceptAsync();
    }

    public EndPoint EndPoint { get; }

    /// <summary>What it says when it has a whole message; null for nothing, ever.</summary>
    public string? Verdict { get; set; } = "stream: OK\0";

    /// <summary>What it says to PING; null for nothing, ever.</summary>
    public string? Pong { get; set; } = "PONG\0";

    /// <summary>Hangs up without a verdict once it has the message.</summary>
    public bool HangsUp { get; set; }

    /// <summary>Octets of a message after which it says <see cref="EarlyReply"/> and hangs up; null for none.</summary>
    public int? StopsAfter { get; set; }

    public string EarlyReply { get; set; } = "INSTREAM size limit exceeded. ERROR\0";

    public int Connections => _connections;

    /// <summary>Whole messages, in the order in which they were complete.</summary>
    public ConcurrentQueue<byte[]> Messages { get; } = [];

    /// <summary>Lengths of all chunks, without those that end a message.</summary>
    public ConcurrentQueue<int> Chunks { get; } = [];

    /// <summary>Ends when it has a further message in full.</summary>
    public Task HasMessageAsync() => _streams.WaitAsync(_stop.Token);

    /// <summary>Ends when it was asked a further PING.</summary>
    public Task WasPingedAsync() => _pings.WaitAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
        _streams.Dispose();
        _pings.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _conversations.Add(ServeAsync(socket));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            string command = await CommandAsync(stream);
            string? reply = command switch
            {
                "zPING" => Answer(_pings, Pong),
                "zINSTREAM" => await StreamAsync(stream),
                _ => "UNKNOWN COMMAND\0",
            };
            await SayAsync(stream, reply);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // The client has gone, or the test is over.
        }
    }

    private static string? Answer(SemaphoreSlim signal, string? reply)
    {
        signal.Release();
        return reply;
    }

    private async Task SayAsync(NetworkStream stream, string? reply)
    {
        if (reply is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(reply!), _stop.Token);
    }

    private async Task<string> CommandAsync(NetworkStream stream)
    {
        var command = new StringBuilder();
        byte[] octet = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(octet, _stop.Token);
            if (octet[0] == 0)
            {
                return command.ToString();
            }

            command.Append((char)octet[0]);
        }
    }

    private async Task<string?> StreamAsync(NetworkStream stream)
    {
        using var message = new MemoryStream();
        byte[] length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _stop.Token);
            uint octets = BinaryPrimitives.ReadUInt32BigEndian(length);
            if (octets == 0)
            {
                Messages.Enqueue(message.ToArray());
                return Answer(_streams, HangsUp ? string.Empty : Verdict);
            }

            byte[] chunk = new byte[octets];
            await stream.ReadExactlyAsync(chunk, _stop.Token);
            Chunks.Enqueue(chunk.Length);
            message.Write(chunk);
            if (message.Length > StopsAfter)
            {
                return EarlyReply;
            }
        }
    }
}
