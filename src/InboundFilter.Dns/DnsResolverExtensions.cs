using System.Net;

namespace InboundFilter.Dns;

/// <summary>Questions that are made of several questions.</summary>
public static class DnsResolverExtensions
{
    /// <summary>A and AAAA, asked side by side. Found when either is; unavailable when neither is found and one is unavailable.</summary>
    public static async ValueTask<DnsAnswer<IPAddress>> QueryAddressesAsync(
        this IDnsResolver dns, DomainName name, CancellationToken cancellation)
    {
        var pendingV6 = dns.QueryAaaaAsync(name, cancellation);
        var v4 = await dns.QueryAAsync(name, cancellation);
        var v6 = await pendingV6;

        return (v4.Status, v6.Status) switch
        {
            (DnsStatus.Found, DnsStatus.Found) => DnsAnswer<IPAddress>.Found([.. v4.Records, .. v6.Records]),
            (DnsStatus.Found, _) => v4,
            (_, DnsStatus.Found) => v6,
            (DnsStatus.Unavailable, _) => v4,
            (_, DnsStatus.Unavailable) => v6,
            (DnsStatus.NoData, _) => v4,
            _ => v6,
        };
    }

    /// <summary>Pointers of an address.</summary>
    public static ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(
        this IDnsResolver dns, IPAddress address, CancellationToken cancellation) =>
        dns.QueryPtrAsync(ReverseName.Of(address), cancellation);
}
