using InboundFilter.Dns;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals;

/// <summary>Asks our resolver, past its cache.</summary>
internal sealed class DnsTxtLookup(IDnsResolver dns) : ITxtLookup
{
    public async Task<TxtAnswer> FindAsync(DomainName name, CancellationToken cancellation)
    {
        var answer = await dns.Uncached.QueryTxtAsync(name, cancellation);
        return new TxtAnswer(answer.Status is not DnsStatus.Unavailable, answer.Status is DnsStatus.Found ? answer.Records : []);
    }
}
