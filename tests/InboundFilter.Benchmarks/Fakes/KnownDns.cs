using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Benchmarks.Fakes;

/// <summary>Knows one clean sender, answers at once, and lists nobody.</summary>
internal sealed class KnownDns : IDnsResolver
{
    public static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    public const string ClientName = "mx.sender.example.net";

    private static readonly DnsAnswer<IPAddress> Address = DnsAnswer<IPAddress>.Found([Client]);
    private static readonly DnsAnswer<MxRecord> Exchanger = DnsAnswer<MxRecord>.Found([new MxRecord(10, DomainName.Parse(ClientName))]);
    private static readonly DnsAnswer<DomainName> Pointer = DnsAnswer<DomainName>.Found([DomainName.Parse(ClientName)]);

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) =>
        new(name.Value == ClientName ? Address : DnsAnswer<IPAddress>.NoSuchName);

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.NoData);

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) => new(Exchanger);

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<string>.NoData);

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) => new(Pointer);
}
