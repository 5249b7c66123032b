using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>An OpenTelemetry collector that keeps the requests it gets, one connection at a time.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public FakeCollector()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Head and body of each request, an octet a character.</summary>
    public ConcurrentQueue<(string Head, string Body)> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                using var input = new BufferedStream(connection.GetStream(), 64 << 10);
                string head = await ReadHeadAsync(input);
                byte[] body = new byte[LengthIn(head)];
                await input.ReadExactlyAsync(body, _stop.Token);
                Requests.Enqueue((head, Encoding.Latin1.GetString(body)));
                await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
        }
    }

    private async Task<string> ReadHeadAsync(Stream input)
    {
        var head = new StringBuilder();
        byte[] octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await input.ReadExactlyAsync(octet, _stop.Token);
            head.Append((char)octet[0]);
        }

        return head.ToString();
    }

    private static int LengthIn(string head) =>
        int.Parse(head.Split("\r\n").Single(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1], CultureInfo.InvariantCulture);
}
