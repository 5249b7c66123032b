using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns;

/// <summary>Tries in which ways one server answers, whatever it says. For diagnosis; a resolver finds its way alone.</summary>
public sealed class DnsServerTrial(TimeProvider time) : IDnsServerTrial
{
    /// <summary>Longest wait for each way; both are tried side by side.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<DnsTransports> AskAsync(IPEndPoint server, DomainName name, CancellationToken cancellation)
    {
        var options = new DnsResolverOptions();
        var query = new DnsQuery(new DnsQuestion(name, DnsRecordType.A), options.UdpPayloadSize, []);
        var udp = AskOverUdpAsync(server, query, cancellation);
        var tcp = new TcpExchanger(server, options, new DnsStatistics(), time).AskAsync(query, Limit, cancellation);
        return (await udp ? DnsTransports.Udp : DnsTransports.None) | ((await tcp).Failure is null ? DnsTransports.Tcp : DnsTransports.None);
    }

    private async Task<bool> AskOverUdpAsync(IPEndPoint server, DnsQuery query, CancellationToken cancellation)
    {
        ushort id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        if (query.ToOctets(id) is not { } octets)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        byte[] reply = new byte[ushort.MaxValue];
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(server, either.Token);
            await socket.SendAsync(octets, either.Token);
            int length = await socket.ReceiveAsync(reply, either.Token);
            return DnsHeader.TryRead(reply.AsSpan(0, length), out var header) && header.Id == id && query.MatchOf(reply.AsSpan(0, length)) is not QuestionMatch.None;
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
