using System.Net;
using InboundFilter.Dns.Records;

namespace InboundFilter.Dns;

/// <summary>Asks the DNS. Answers tell "no" from "nobody knows"; no method throws for anything that a network or a stranger can cause.</summary>
/// <remarks>
/// Thread-safe. Answers are often cached, so the methods complete at once then. CNAME chains are followed.
/// The token means that nobody wants the answer any more; time limits are the resolver's own.
/// </remarks>
public interface IDnsResolver
{
    /// <summary>The same resolver, asking anew where it would have answered from its cache; what it hears is kept.</summary>
    IDnsResolver Uncached => this;

    ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation);

    ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation);

    /// <summary>Exchangers in order of preference. A null MX is reported as found.</summary>
    ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation);

    /// <summary>Each record's character-strings joined without a space (RFC 7208 §3.3), one char per octet (Latin-1).</summary>
    ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation);

    /// <summary>Pointers at a name in the reverse tree; <see cref="ReverseName.Of"/> makes that name.</summary>
    ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation);
}
