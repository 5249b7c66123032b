using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Ledger.Evasion;

/// <summary>When a message counts as one of a struck sender's. Bound from <c>evasion</c> in policy.yaml.</summary>
public sealed record EvasionOptions
{
    /// <summary>Share of the text (of its five-word sequences) that must be a struck message's.</summary>
    [Range(0.3, 1.0)]
    public double TextThreshold { get; init; } = 0.7;

    /// <summary>The same when the list, author, author's domain or a linked domain is shared too, which alone would prove nothing.</summary>
    [Range(0.3, 1.0)]
    public double SupportedTextThreshold { get; init; } = 0.5;

    /// <summary>How long a strike is remembered here.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "730.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Strikes that are held in memory, the newest; each costs some 4 KiB.</summary>
    [Range(1, 1_000_000)]
    public int MaxStrikes { get; init; } = 20_000;

    /// <summary>How often the ledger is asked for new strikes and lifted blocks.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(5);
}
