using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Tests.Daemon.Portals;

/// <summary>Answers from what its cache had once; only past the cache is what is now.</summary>
internal sealed class StaleDns(IDnsResolver once, IDnsResolver now) : IDnsResolver
{
    public IDnsResolver Uncached => now;

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) => once.QueryAAsync(name, cancellation);

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) => once.QueryAaaaAsync(name, cancellation);

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) => once.QueryMxAsync(name, cancellation);

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) => once.QueryTxtAsync(name, cancellation);

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) => once.QueryPtrAsync(name, cancellation);
}
