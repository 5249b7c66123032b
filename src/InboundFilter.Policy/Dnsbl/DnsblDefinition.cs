using InboundFilter.Dns;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>One public blocklist as dnsbl.yaml gives it. Immutable.</summary>
public sealed record DnsblDefinition
{
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

    /// <summary>Text for evidence and reply, with {ip} and {txt}; null for the usual one.</summary>
    public string? Text { get; init; }

    /// <summary>Where the list takes removal requests, with {ip}; null when unknown.</summary>
    public string? Removal { get; init; }

    /// <summary>Name shown instead of the zone, because the zone holds a paid key; null to show the zone.</summary>
    public string? ShownAs { get; init; }
}
