using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>An entry that shows whether a list works: one that it must hold, or one that it must not.</summary>
/// <param name="Subject">Address or name as people write it.</param>
/// <param name="Labels">The same as labels in front of the zone.</param>
/// <param name="MustBeListed">True: an answer in 127/8 is right; false: only "no such name" is.</param>
public sealed record DnsblProbePoint(string Subject, DomainName Labels, bool MustBeListed)
{
    private const string MappedTree = "0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0";

    private static readonly DnsblProbePoint[] IPv4 = [Of(IPAddress.Parse("127.0.0.2"), true), Of(IPAddress.Parse("127.0.0.1"), false)];

    // IPv4-mapped addresses in nibbles on purpose: as such they would be asked for in the IPv4 form.
    private static readonly DnsblProbePoint[] IPv6 =
    [
        new("::FFFF:7F00:2", DomainName.Parse($"2.0.0.0.{MappedTree}"), true),
        new("::FFFF:7F00:1", DomainName.Parse($"1.0.0.0.{MappedTree}"), false),
    ];

    private static readonly DnsblProbePoint[] Domain = [Of(DomainName.Parse("test"), true), Of(DomainName.Parse("invalid"), false)];

    /// <summary>The test entries that RFC 5782 §5 asks every list to have, or not to have.</summary>
    public static IReadOnlyList<DnsblProbePoint> Standard(DnsblKind kind, bool ipv6) =>
        kind is DnsblKind.Domain ? Domain : ipv6 ? [.. IPv4, .. IPv6] : IPv4;

    public static DnsblProbePoint Of(IPAddress address, bool mustBeListed) =>
        new(address.ToString(), ReverseName.Under(address, default), mustBeListed);

    public static DnsblProbePoint Of(DomainName name, bool mustBeListed) => new(name.Value.ToUpperInvariant(), name, mustBeListed);

    /// <summary>The name to ask for.</summary>
    public DomainName In(DomainName zone) => DomainName.Parse($"{Labels}.{zone}");
}
