namespace InboundFilter.Policy.Rules;

/// <summary>policy.yaml as read and validated: the order of the codes, what each does, and which recipients are treated otherwise. Immutable.</summary>
public sealed record PolicyRules
{
    /// <summary>Every enforcement acts as <see cref="Enforcement.Observe"/>: <c>mode: observe</c>.</summary>
    public bool ObserveOnly { get; init; }

    /// <summary>Every code a check can raise, in the order in which objections count.</summary>
    public IReadOnlyList<CodeRule> Order { get; init; } = CodeRule.Shipped;

    /// <summary>Bulk mail needs a recipient's consent: without it G.1 is never raised.</summary>
    public bool RequireBulkConsent { get; init; } = true;

    /// <summary>What evidence of unsolicited mail leads to.</summary>
    public StrikeRules Strikes { get; init; } = new();

    /// <summary>How many complaints and unknown recipients a sender may have; null when that is not judged.</summary>
    public RatioRules? Ratios { get; init; } = new();

    /// <summary>When a message counts as a struck sender's.</summary>
    public EvasionRules Evasion { get; init; } = new();

    /// <summary>Recipients that are always reachable, as patterns: <c>postmaster@*</c>, <c>abuse@example.test</c>.</summary>
    public IReadOnlyList<string> ExemptRecipients { get; init; } = ["postmaster@*", "abuse@*"];

    /// <summary>Recipient or recipient domain (<c>@example.test</c>), lower-case → code → action.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Enforcement>> Overrides { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, Enforcement>>();
}
