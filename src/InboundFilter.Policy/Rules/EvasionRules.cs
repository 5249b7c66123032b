namespace InboundFilter.Policy.Rules;

/// <summary>When a message counts as one of a struck sender's under another name: <c>evasion</c> in policy.yaml. Immutable.</summary>
public sealed record EvasionRules
{
    /// <summary>Share of the text (of its five-word sequences, 0.3 to 1) that must be a struck message's.</summary>
    public double Text { get; init; } = 0.7;

    /// <summary>The same when list, author, author's domain or a linked domain is shared too, which alone would prove nothing.</summary>
    public double SupportedText { get; init; } = 0.5;

    /// <summary>How long a strike is remembered for this.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(90);
}
