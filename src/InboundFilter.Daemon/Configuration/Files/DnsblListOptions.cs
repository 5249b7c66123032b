using System.ComponentModel.DataAnnotations;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>One public blocklist as written in dnsbl.yaml.</summary>
internal sealed record DnsblListOptions
{
    /// <summary>May begin with the key of a paid service.</summary>
    [Required, Secret]
    public DomainName Zone { get; init; }

    public DnsblKind Kind { get; init; } = DnsblKind.Ip;

    /// <summary>Answers, or ranges of them, with weights; as a list each weighs 1.</summary>
    [Required, ListMeans(1)]
    public IReadOnlyDictionary<string, double> Replies { get; init; } = new Dictionary<string, double>();

    [Range(-1_000.0, 1_000.0)]
    public double Weight { get; init; } = 1;

    public bool Ipv6 { get; init; }

    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public string? Text { get; init; }

    public string? Removal { get; init; }

    /// <summary>Off, or entries of its own, for lists that are odd by design.</summary>
    public DnsblProbeOptions Probe { get; init; } = new();
}
