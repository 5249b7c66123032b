using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>A resolver on UDP between the daemon and an honest one: some questions it answers by itself, badly; the others go through.</summary>
internal sealed class LyingResolver : IAsyncDisposable
{
    private const int HeaderOctets = 12;

    private readonly IPEndPoint _honest;
    private readonly Func<string, byte[], Lie?> _lies;
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _elsewhere = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _served;

    /// <param name="honest">Who knows the truth.</param>
    /// <param name="lies">From the name in lower case and the query to what is answered; null for the truth.</param>
    public LyingResolver(IPEndPoint honest, Func<string, byte[], Lie?> lies)
    {
        (_honest, _lies) = (honest, lies);
        _served = ServeAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_socket.Client.LocalEndPoint!;

    /// <summary>Where the question of a query ends.</summary>
    public static int QuestionEnd(byte[] query)
    {
        int at = HeaderOctets;
        while (query[at] != 0)
        {
            at += query[at] + 1;
        }

        return at + 5;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _served;
        _socket.Dispose();
        _elsewhere.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync(_stop.Token);
                _ = AnswerAsync(query);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task AnswerAsync(UdpReceiveResult query)
    {
        try
        {
            var lie = _lies(NameOf(query.Buffer), query.Buffer);
            foreach (byte[] datagram in lie?.Datagrams ?? [])
            {
                await (lie!.FromElsewhere ? _elsewhere : _socket).SendAsync(datagram, query.RemoteEndPoint);
            }

            if (lie is null or { ThenTheTruth: true })
            {
                using var asking = new UdpClient();
                asking.Connect(_honest);
                await asking.SendAsync(query.Buffer, _stop.Token);
                await _socket.SendAsync((await asking.ReceiveAsync(_stop.Token)).Buffer, query.RemoteEndPoint, _stop.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over, or the daemon has closed the socket that asked.
        }
    }

    private static string NameOf(byte[] query)
    {
        var name = new StringBuilder();
        for (int at = HeaderOctets; query[at] != 0; at += query[at] + 1)
        {
            name.Append(Encoding.ASCII.GetString(query, at + 1, query[at])).Append('.');
        }

        return name.ToString().TrimEnd('.').ToLowerInvariant();
    }

    /// <summary>What is answered in place of the truth.</summary>
    /// <param name="Datagrams">None for silence.</param>
    /// <param name="FromElsewhere">They come from another port than the one asked.</param>
    /// <param name="ThenTheTruth">The truth comes behind them.</param>
    public sealed record Lie(byte[][] Datagrams, bool FromElsewhere = false, bool ThenTheTruth = false)
    {
        public static Lie Silence { get; } = new([]);
    }
}
