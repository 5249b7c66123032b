using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>A DNS server on loopback, over UDP and TCP, that knows a <see cref="DnsZone"/> and counts what it is asked.</summary>
internal sealed class FakeDnsServer : IAsyncDisposable
{
    private const int HeaderOctets = 12;
    private const int MaxUdpOctets = 512;
    private const byte ServFail = 2;
    private const byte NoSuchName = 3;
    private const byte Refused = 5;

    private readonly DnsZone _zone;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;
    private readonly Task _served;
    private int _overTcp;

    private FakeDnsServer(DnsZone zone, UdpClient udp, TcpListener tcp)
    {
        (_zone, _udp, _tcp) = (zone, udp, tcp);
        _served = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    public IPEndPoint Address => (IPEndPoint)_tcp.LocalEndpoint;

    /// <summary>Questions over TCP so far.</summary>
    public int AskedOverTcp => Volatile.Read(ref _overTcp);

    /// <summary>Given each answer before it is sent, to send another in its place; null for none.</summary>
    public Func<byte[], byte[]?> Falsify { get; set; } = static answer => answer;

    /// <param name="zone">As <see cref="DnsZone"/> reads it.</param>
    public static FakeDnsServer Start(string zone)
    {
        while (true)
        {
            var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            try
            {
                return new FakeDnsServer(DnsZone.Parse(zone), new UdpClient((IPEndPoint)tcp.LocalEndpoint), tcp);
            }
            catch (SocketException)
            {
                // The UDP port of the same number is another's; the next TCP port will do.
                tcp.Stop();
            }
        }
    }

    /// <summary>How often a name was asked about.</summary>
    public int TimesAsked(string name) => _asked.GetValueOrDefault(name);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _tcp.Stop();
        await _served;
        _udp.Dispose();
        _stop.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        try
        {
            while (true)
            {
                var query = await _udp.ReceiveAsync(_stop.Token);
                _ = AnswerUdpAsync(query);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task AnswerUdpAsync(UdpReceiveResult query)
    {
        if (await AnswerAsync(query.Buffer) is { } answer && !_stop.IsCancellationRequested)
        {
            await _udp.SendAsync(answer.Length > MaxUdpOctets ? Truncated(query.Buffer) : answer, query.RemoteEndPoint);
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _tcp.AcceptTcpClientAsync(_stop.Token);
                _ = AnswerTcpAsync(connection);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerTcpAsync(TcpClient connection)
    {
        using var _ = connection;
        try
        {
            var stream = connection.GetStream();
            byte[] length = new byte[2];
            while (true)
            {
                await stream.ReadExactlyAsync(length, _stop.Token);
                byte[] query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(query, _stop.Token);
                Interlocked.Increment(ref _overTcp);
                if (await AnswerAsync(query) is { } answer)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. length, .. answer], _stop.Token);
                }
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
        }
    }

    private async Task<byte[]?> AnswerAsync(byte[] query)
    {
        var (name, type, questionEnd) = ReadQuestion(query);
        _asked.AddOrUpdate(name, 1, static (_, times) => times + 1);
        if (_zone.DelayOf(name) is { Ticks: > 0 } delay)
        {
            await Task.Delay(delay, TimeProvider.System);
        }

        byte[]? answer = _zone.TroubleOf(name) switch
        {
            DnsTrouble.Timeout => null,
            DnsTrouble.ServFail => Message(query, questionEnd, ServFail, [], []),
            DnsTrouble.Refused => Message(query, questionEnd, Refused, [], []),
            _ => Answer(query, questionEnd, name, type),
        };
        return answer is null ? null : Falsify(answer);
    }

    private byte[] Answer(byte[] query, int questionEnd, string name, ushort type)
    {
        byte[][] answers = [.. _zone.Find(name, type).Select(r => Record(r.Owner, r.Type, r.Data))];
        byte code = _zone.Exists(name) ? (byte)0 : NoSuchName;
        return Message(query, questionEnd, code, answers, answers.Length == 0 ? [StartOfAuthority()] : []);
    }

    private static (string Name, ushort Type, int End) ReadQuestion(byte[] query)
    {
        var labels = new List<string>();
        int at = HeaderOctets;
        while (query[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
            at += query[at] + 1;
        }

        return (string.Join('.', labels), BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(at + 1)), at + 5);
    }

    // The question is repeated octet for octet, since its letters are in random case.
    private static byte[] Message(byte[] query, int questionEnd, byte code, byte[][] answers, byte[][] authority) =>
    [
        query[0], query[1], 0x84, (byte)(0x80 | code), 0, 1, 0, (byte)answers.Length, 0, (byte)authority.Length, 0, 0,
        .. query[HeaderOctets..questionEnd], .. answers.SelectMany(a => a), .. authority.SelectMany(a => a),
    ];

    private static byte[] Truncated(byte[] query)
    {
        byte[] message = Message(query, ReadQuestion(query).End, 0, [], []);
        message[2] |= 0x02;
        return message;
    }

    private static byte[] Record(string owner, ushort type, byte[] data) =>
        [.. DnsZone.Wire(owner), 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    private static byte[] StartOfAuthority()
    {
        const ushort Soa = 6;
        return Record(string.Empty, Soa, [.. DnsZone.Wire("ns.test"), .. DnsZone.Wire("hostmaster.test"), .. new byte[16], 0, 0, 0, 60]);
    }
}
