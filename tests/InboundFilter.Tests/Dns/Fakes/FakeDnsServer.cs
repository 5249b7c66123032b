using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace InboundFilter.Tests.Dns.Fakes;

/// <summary>A DNS server on a loopback port of its own, UDP and TCP, that answers as a test says.</summary>
internal sealed class FakeDnsServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<FakeQuery> _queries = Channel.CreateUnbounded<FakeQuery>();
    private readonly Func<FakeQuery, IEnumerable<byte[]>> _answers;
    private readonly List<Socket> _accepted = [];
    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly Task _running;
    private int _count;

    /// <param name="answers">What to send for a query, in order; nothing to be silent. Over TCP an empty array hangs up.</param>
    public FakeDnsServer(Func<FakeQuery, IEnumerable<byte[]>> answers)
    {
        _answers = answers;
        (_udp, _tcp) = BindBoth();
        EndPoint = (IPEndPoint)_udp.LocalEndPoint!;
        _running = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Queries received so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>One that answers each query with one message.</summary>
    public static FakeDnsServer Answering(Func<FakeQuery, byte[]> answer) => new(query => [answer(query)]);

    public static FakeDnsServer Silent() => new(_ => []);

    /// <summary>The next query that nobody has taken yet.</summary>
    public ValueTask<FakeQuery> NextAsync() => _queries.Reader.ReadAsync(TestContext.CurrentContext.CancellationToken);

    /// <summary>Sends a datagram from the server's own port.</summary>
    public void Send(byte[] datagram, IPEndPoint client) => _udp.SendTo(datagram, client);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _udp.Dispose();
        _tcp.Dispose();
        await _running;
        _accepted.ForEach(socket => socket.Dispose());
        _stop.Dispose();
    }

    private static (Socket Udp, Socket Tcp) BindBoth()
    {
        // A port that is free for UDP may be taken for TCP.
        for (int attempt = 0; ; attempt++)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                tcp.Bind(udp.LocalEndPoint!);
                tcp.Listen();
                return (udp, tcp);
            }
            catch (SocketException) when (attempt < 20)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        byte[] buffer = new byte[4096];
        await QuietlyAsync(async () =>
        {
            while (true)
            {
                var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                var client = (IPEndPoint)received.RemoteEndPoint;
                foreach (byte[] answer in Answers(new FakeQuery(buffer[..received.ReceivedBytes], false, client)))
                {
                    _udp.SendTo(answer, client);
                }
            }
        });
    }

    private Task ServeTcpAsync() => QuietlyAsync(async () =>
    {
        while (true)
        {
            var socket = await _tcp.AcceptAsync(_stop.Token);
            _accepted.Add(socket);
            await using var stream = new NetworkStream(socket);
            byte[] length = new byte[2];
            await stream.ReadExactlyAsync(length, _stop.Token);
            byte[] query = new byte[(length[0] << 8) | length[1]];
            await stream.ReadExactlyAsync(query, _stop.Token);
            var answers = Answers(new FakeQuery(query, true, (IPEndPoint)socket.RemoteEndPoint!));
            foreach (byte[] answer in answers.Where(answer => answer.Length > 0))
            {
                await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer], _stop.Token);
            }

            if (answers.Count > 0)
            {
                socket.Dispose();
            }
        }
    });

    private List<byte[]> Answers(FakeQuery query)
    {
        Interlocked.Increment(ref _count);
        var answers = _answers(query).ToList();
        _queries.Writer.TryWrite(query);
        return answers;
    }

    private static async Task QuietlyAsync(Func<Task> serve)
    {
        try
        {
            await serve();
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
        {
            // the test is over
        }
    }
}
