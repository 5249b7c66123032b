namespace InboundFilter.Policy.Rules;

/// <summary>How many complaints and unknown recipients a sender may have: <c>ratios</c> in policy.yaml. Immutable.</summary>
public sealed record RatioRules
{
    /// <summary>Complaints per hundred messages, above which a sender is blocked; from half of it on he is warned.</summary>
    public double ComplaintPercent { get; init; } = 0.2;

    /// <summary>Unknown recipients per hundred, of messages and unknown recipients together; above it a sender is blocked, from half of it on warned.</summary>
    public double UnknownRecipientPercent { get; init; } = 5;

    /// <summary>Messages and unknown recipients below which nothing is concluded.</summary>
    public int LeastMessages { get; init; } = 200;

    /// <summary>What is looked back on.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(7);
}
