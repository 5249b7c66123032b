using InboundFilter.Dns;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>One public blocklist as dnsbl.yaml gives it. Immutable.</summary>
public sealed record DnsblDefinition
{
    /// <summary>Longest zone, in characters, that leaves room for an IPv6 address in front of it.</summary>
    public const int MaxZoneLength = DomainName.MaxLength - 64;

    public required DomainName Zone { get; init; }

    public DnsblKind Kind { get; init; } = DnsblKind.Ip;

    /// <summary>Which answers mean listed, with their weights. An answer that matches none is never a listing.</summary>
    public required IReadOnlyList<DnsblReplyRange> Replies { get; init; }

    /// <summary>Multiplied with the weight of the reply; negative for a list of good senders.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Whether IPv6 addresses may be asked for.</summary>
    public bool IPv6 { get; init; }

    /// <summary>Longest wait for this list.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Text for evidence and reply, with {ip}, {domain} and {txt}; null for the usual one.</summary>
    public string? Text { get; init; }

    /// <summary>Where the list takes removal requests, with {ip} or {domain}; null when unknown.</summary>
    public string? Removal { get; init; }

    /// <summary>Name shown instead of the zone, because the zone holds a paid key; null to show the zone.</summary>
    public string? ShownAs { get; init; }

    /// <summary>False: the list is asked whatever is known of its health.</summary>
    public bool IsWatched { get; init; } = true;

    /// <summary>Entries to probe; null for those of RFC 5782 §5, empty for a list that is not probed.</summary>
    public IReadOnlyList<DnsblProbePoint>? Probe { get; init; }

    /// <summary>The entries to probe; none when the list is not probed.</summary>
    public IReadOnlyList<DnsblProbePoint> ProbePoints => Probe ?? DnsblProbePoint.Standard(Kind, IPv6);

    /// <summary>The zone, or the name that hides a paid key in it.</summary>
    public string ShownZone => ShownAs ?? Zone.Value;

    /// <summary>Most that an answer of the list can add to a score; 0 for a list of good senders.</summary>
    public double HighestWeight => Replies.Select(r => r.Weight * Weight).Append(0).Max();

    /// <summary>Most that an answer of the list can take from a score, as 0 or a negative number.</summary>
    public double LowestWeight => Replies.Select(r => r.Weight * Weight).Append(0).Min();

    /// <summary>Text of the list or about it, without the paid key.</summary>
    public string WithoutKey(string text) =>
        ShownAs is null ? text : text.Replace(Zone.Value, ShownAs, StringComparison.OrdinalIgnoreCase).Replace(Zone.Value.Split('.')[0], "***", StringComparison.OrdinalIgnoreCase);
}
