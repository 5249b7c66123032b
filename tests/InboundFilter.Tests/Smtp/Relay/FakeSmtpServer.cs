using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Smtp.Relay;

/// <summary>A mailbox server on loopback that does as a test says, and remembers what it was told.</summary>
public sealed class FakeSmtpServer : IAsyncDisposable
{
    /// <summary>Instead of a reply: closes in the orderly way.</summary>
    public const string HangUp = "\0hang up";

    /// <summary>Instead of a reply: closes by a reset.</summary>
    public const string Reset = "\0reset";

    /// <summary>Instead of a reply: nothing.</summary>
    public const string Silence = "";

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    // A test that would wait for ever fails instead.
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(30));
    private readonly List<Task> _tasks = [];
    private readonly ConcurrentQueue<FakeSmtpConnection> _connections = new();

    public FakeSmtpServer(params string[] offers)
    {
        Offers = offers;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Host = new RelayHost("127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port);
        _stop.Token.Register(CloseAll);
        _tasks.Add(AcceptAsync());
    }

    public RelayHost Host { get; init; }

    public string[] Offers { get; set; }

    public string Greeting { get; set; } = "220 mailbox.test ESMTP";

    public X509Certificate2? Certificate { get; init; }

    /// <summary>Says 220 to STARTTLS and closes.</summary>
    public bool DropsHandshake { get; set; }

    /// <summary>The reply to a command line; null for the usual one.</summary>
    public Func<FakeSmtpConnection, string, string?> OnCommand { get; set; } = (_, _) => null;

    /// <summary>The reply to a whole message.</summary>
    public Func<byte[], string> OnMessage { get; set; } = _ => "250 2.0.0 Ok: queued as 4ABC";

    /// <summary>Octets of content after which <see cref="EarlyReply"/> is given; null for never.</summary>
    public int? EarlyAfterOctets { get; set; }

    public string EarlyReply { get; set; } = "552 5.3.4 Too big";

    /// <summary>After the early reply the connection stays open, unread, until the server stops.</summary>
    public bool StallsAfterEarlyReply { get; set; }

    /// <summary>Waited for before content is read.</summary>
    public Task BeforeContent { get; set; } = Task.CompletedTask;

    public IReadOnlyList<FakeSmtpConnection> Connections => [.. _connections];

    /// <summary>All command lines of all connections, in the order of the connections.</summary>
    public string[] Commands => [.. _connections.SelectMany(c => c.Commands)];

    public IReadOnlyList<byte[]> Messages => [.. _connections.SelectMany(c => c.Messages)];

    /// <summary>Each command line as it comes in; for tests that wait for one.</summary>
    public BlockingCollection<string> Seen { get; } = [];

    /// <summary>Waits until a command that starts with <paramref name="verb"/> has come in.</summary>
    public async Task SeesAsync(string verb) =>
        await Task.Run(() =>
        {
            while (!Seen.Take(_stop.Token).StartsWith(verb, StringComparison.Ordinal))
            {
            }
        });

    public async ValueTask DisposeAsync()
    {
        Assert.That(_stop.IsCancellationRequested, Is.False, "The test waited until the server gave up.");
        await _stop.CancelAsync();
        foreach (var task in _tasks.ToArray())
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }

    /// <summary>Takes no connection any more.</summary>
    public void StopListening() => _listener.Dispose();

    private void CloseAll()
    {
        _listener.Dispose();
        foreach (var connection in _connections)
        {
            connection.Close();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var socket = await _listener.AcceptAsync(_stop.Token);
            socket.NoDelay = true;
            var connection = new FakeSmtpConnection(this, socket);
            _connections.Enqueue(connection);
            _tasks.Add(connection.RunAsync(_stop.Token));
        }
    }
}
