using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Benchmarks.Fakes;

/// <summary>Answers every question for text with one record, at once.</summary>
internal sealed class KeyDns(string record) : IDnsResolver
{
    private readonly DnsAnswer<string> _record = DnsAnswer<string>.Found([record]);

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.NoData);

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.NoData);

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<MxRecord>.NoData);

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) => new(_record);

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<DomainName>.NoData);
}
