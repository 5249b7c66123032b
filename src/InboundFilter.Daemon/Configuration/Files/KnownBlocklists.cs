using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>What well-known public blocklists hold, to find one that is taken for what it is not. Any other list is told by its probe.</summary>
internal static class KnownBlocklists
{
    private static readonly (DomainName Zone, DnsblKind Kind)[] All =
    [
        .. Zones(DnsblKind.Ip,
            "zen.spamhaus.org", "sbl.spamhaus.org", "xbl.spamhaus.org", "pbl.spamhaus.org", "sbl-xbl.spamhaus.org", "zen.dq.spamhaus.net", "sbl.dq.spamhaus.net",
            "xbl.dq.spamhaus.net", "pbl.dq.spamhaus.net", "authbl.dq.spamhaus.net", "bl.spamcop.net", "b.barracudacentral.org", "psbl.surriel.com", "list.dnswl.org"),
        .. Zones(DnsblKind.Domain,
            "dbl.spamhaus.org", "dbl.dq.spamhaus.net", "zrd.dq.spamhaus.net", "multi.surbl.org", "multi.uribl.com", "black.uribl.com"),
    ];

    /// <summary>Null when the list is not known here. A key in front of the zone does not matter.</summary>
    public static DnsblKind? KindOf(DomainName zone)
    {
        foreach (var (known, kind) in All)
        {
            if (zone.IsAtOrBelow(known))
            {
                return kind;
            }
        }

        return null;
    }

    private static IEnumerable<(DomainName Zone, DnsblKind Kind)> Zones(DnsblKind kind, params IEnumerable<string> zones) =>
        zones.Select(zone => (DomainName.Parse(zone), kind));
}
