using System.Net;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Well-known resolvers that serve everybody. The operators of public blocklists refuse what comes through them, since it hides who asks.</summary>
internal static class PublicResolvers
{
    private static readonly (string Owner, IPNetwork[] Networks)[] Known =
    [
        Of("Google", "8.8.8.8/32", "8.8.4.4/32", "2001:4860:4860::/48"),
        Of("Cloudflare", "1.1.1.0/29", "1.0.0.0/29", "2606:4700:4700::/48"),
        Of("Quad9", "9.9.9.0/24", "149.112.112.0/24", "2620:fe::/48"),
        Of("Cisco OpenDNS", "208.67.220.0/24", "208.67.222.0/24", "2620:119:35::/48", "2620:119:53::/48"),
        Of("Level 3", "4.2.2.0/29", "209.244.0.3/32", "209.244.0.4/32"),
        Of("Vercara", "64.6.64.0/24", "64.6.65.0/24", "156.154.70.0/24", "156.154.71.0/24", "2620:74:1b::/48", "2620:74:1c::/48", "2610:a1:1018::/48", "2610:a1:1019::/48"),
        Of("AdGuard", "94.140.14.0/24", "94.140.15.0/24", "2a10:50c0::/32"),
        Of("Yandex", "77.88.8.0/24", "2a02:6b8::feed:0/112"),
        Of("CleanBrowsing", "185.228.168.0/24", "185.228.169.0/24", "2a0d:2a00:1::/48", "2a0d:2a00:2::/48"),
        Of("Control D", "76.76.2.0/24", "76.76.10.0/24", "2606:1a40::/32"),
        Of("Comodo", "8.26.56.26/32", "8.20.247.20/32"),
        Of("DNS.Watch", "84.200.69.80/32", "84.200.70.40/32"),
        Of("Hurricane Electric", "74.82.42.42/32", "2001:470:20::2/128"),
        Of("114DNS", "114.114.114.0/24", "114.114.115.0/24"),
        Of("Alibaba", "223.5.5.5/32", "223.6.6.6/32", "2400:3200::/32"),
        Of("DNSPod", "119.29.29.29/32", "1.12.12.12/32"),
        Of("dns0.eu", "193.110.81.0/24", "185.253.5.0/24"),
    ];

    /// <summary>Whose resolver an address is; null when it is none of these.</summary>
    public static string? OwnerOf(IPAddress address) =>
        Known.Where(known => known.Networks.Any(network => network.Contains(address))).Select(known => known.Owner).FirstOrDefault();

    private static (string, IPNetwork[]) Of(string owner, params string[] networks) => (owner, [.. networks.Select(IPNetwork.Parse)]);
}
