using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Daemon.Composition;

/// <summary>Knows nothing; for what needs the checks but not their verdicts.</summary>
internal sealed class NoDns : IDnsResolver
{
    private const string Reason = "nobody is asked";

    public static NoDns Instance { get; } = new();

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.Unavailable(Reason));

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.Unavailable(Reason));

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<MxRecord>.Unavailable(Reason));

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<string>.Unavailable(Reason));

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<DomainName>.Unavailable(Reason));
}
