using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>How a public blocklist is probed; what is absent is as RFC 5782 §5 has it.</summary>
[Shorthand(nameof(Mode))]
internal sealed record DnsblProbeOptions
{
    /// <summary>Off: the list is believed without.</summary>
    public OnOff Mode { get; init; } = OnOff.On;

    /// <summary>An address, or for a domain list a name, that the list always holds.</summary>
    public string? Listed { get; init; }

    /// <summary>One that it never holds.</summary>
    public string? Unlisted { get; init; }
}
