using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;

namespace InboundFilter.Policy;

/// <summary>What is known of a decision before it is made.</summary>
/// <param name="Facts">Of the stage reached.</param>
/// <param name="SpokenAt">Where the reply is given.</param>
/// <param name="Recipients">Whom it is about.</param>
/// <param name="Rules">That apply to them.</param>
/// <param name="Started">Timestamp at which the client began to wait.</param>
internal sealed record DecisionDraft(ConnectFacts Facts, Stage SpokenAt, IReadOnlyList<string> Recipients, RuleBook Rules, long Started)
{
    /// <summary>Verdicts so far; none when the decision needed none.</summary>
    public IReadOnlyList<CheckResult> Results { get; init; } = [];

    public string Reference { get; } = ShortId.Next();
}
