using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>policy.yaml as written: each code with what is done about it, in the order in which objections count.</summary>
internal sealed record PolicyFile
{
    /// <summary>With observe nothing is refused for a finding: the filter says what it would have done.</summary>
    public PolicyMode Mode { get; init; } = PolicyMode.Enforce;

    /// <summary>Each item is one code with what is done about it: the first objection that is enforced is the one quoted. Without it the shipped order holds.</summary>
    [CodeKeys]
    public IReadOnlyList<IReadOnlyDictionary<string, CodeRuleOptions>>? Order { get; init; }

    /// <summary>What is asked of bulk mail.</summary>
    public BulkOptions Bulk { get; init; } = new();

    /// <summary>What evidence of unsolicited mail leads to: spam traps, complaints, reports.</summary>
    public StrikeOptions Strikes { get; init; } = new();

    /// <summary>How many complaints and unknown recipients a sender may have, or <c>off</c>.</summary>
    [OffMeansNull]
    public RatioOptions? Ratios { get; init; } = new();

    /// <summary>When a message counts as one of a struck sender's under another name.</summary>
    public EvasionOptions Evasion { get; init; } = new();

    /// <summary>Recipients that are treated otherwise.</summary>
    public RecipientOptions Recipients { get; init; } = new();
}
