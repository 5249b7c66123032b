using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>What is asked of bulk mail.</summary>
[Shorthand(nameof(RequireConsent))]
internal sealed record BulkOptions
{
    /// <summary>Bulk mail that no entry under consent in lists/ covers is an objection (G.1).</summary>
    [SwitchWord("require-consent")]
    public bool RequireConsent { get; init; } = true;
}
