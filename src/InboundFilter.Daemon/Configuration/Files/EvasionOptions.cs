using System.ComponentModel.DataAnnotations;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>When a message counts as one of a struck sender's under another name (G.4, resembles-struck).</summary>
internal sealed record EvasionOptions
{
    private static readonly EvasionRules Defaults = new();

    /// <summary>Share of the text that must be a struck message's; 1 for all of it.</summary>
    [Range(0.3, 1.0)]
    public double Text { get; init; } = Defaults.Text;

    /// <summary>The same when the list, the author or a linked domain is shared too.</summary>
    [Range(0.3, 1.0)]
    public double SupportedText { get; init; } = Defaults.SupportedText;

    /// <summary>How long a strike is remembered for this.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "730.00:00:00")]
    public TimeSpan Window { get; init; } = Defaults.Window;

    public EvasionRules ToRules() => new() { Text = Text, SupportedText = SupportedText, Window = Window };
}
