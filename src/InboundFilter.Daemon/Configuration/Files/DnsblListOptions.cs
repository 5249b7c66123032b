using System.ComponentModel.DataAnnotations;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>One public blocklist as written in dnsbl.yaml.</summary>
internal sealed record DnsblListOptions
{
    /// <summary>The name that is asked under. May begin with the key of a paid service, which is then never shown.</summary>
    [Required, Secret]
    public DomainName Zone { get; init; }

    /// <summary>What the list holds: addresses or domain names.</summary>
    public DnsblKind Kind { get; init; } = DnsblKind.Ip;

    /// <summary>The answers that mean listed, or ranges of them such as 127.0.0.2-11, with weights; as a list each weighs 1. No other answer is a listing.</summary>
    [Required, ListMeans(1)]
    public IReadOnlyDictionary<string, double> Replies { get; init; } = new Dictionary<string, double>();

    /// <summary>Multiplied with the weight of the answer; negative for a list of good senders.</summary>
    [Range(-1_000.0, 1_000.0)]
    public double Weight { get; init; } = 1;

    /// <summary>The list knows IPv6 addresses.</summary>
    public bool Ipv6 { get; init; }

    /// <summary>Longest wait for this list.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Text for the reply, with {ip}, {domain} and {txt}.</summary>
    public string? Text { get; init; }

    /// <summary>Where the sender can be taken off the list, with {ip} or {domain}.</summary>
    public string? Removal { get; init; }

    /// <summary>Off, or entries of its own, for lists that are odd by design.</summary>
    public DnsblProbeOptions Probe { get; init; } = new();
}
