using System.ComponentModel.DataAnnotations;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>How many complaints and unknown recipients a sender may have; from half of a threshold on he is warned.</summary>
internal sealed record RatioOptions
{
    private static readonly RatioRules Defaults = new();

    /// <summary>Complaints per hundred messages, above which the sender is blocked.</summary>
    [Range(0.001, 100)]
    public double ComplaintPercent { get; init; } = Defaults.ComplaintPercent;

    /// <summary>Unknown recipients per hundred, above which the sender is blocked.</summary>
    [Range(0.1, 100)]
    public double UnknownRecipientPercent { get; init; } = Defaults.UnknownRecipientPercent;

    /// <summary>Messages, those to unknown recipients included, below which nothing is concluded.</summary>
    [Range(1, 1_000_000)]
    public int LeastMessages { get; init; } = Defaults.LeastMessages;

    /// <summary>What is looked back on.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00")]
    public TimeSpan Window { get; init; } = Defaults.Window;

    public RatioRules ToRules() => new()
    {
        ComplaintPercent = ComplaintPercent,
        UnknownRecipientPercent = UnknownRecipientPercent,
        LeastMessages = LeastMessages,
        Window = Window,
    };
}
