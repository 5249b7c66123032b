using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>dnsbl.yaml as written.</summary>
internal sealed record DnsblFile
{
    /// <summary>Score over all lists from which a client counts as listed.</summary>
    [Range(0.001, 1_000_000)]
    public double Threshold { get; init; } = 1;

    /// <summary>Probe the lists and suspend those that are not well; off asks each list whatever is known of it.</summary>
    public OnOff Watch { get; init; } = OnOff.On;

    /// <summary>The lists that are asked, all side by side.</summary>
    public IReadOnlyList<DnsblListOptions> Lists { get; init; } = [];
}
