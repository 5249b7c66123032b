using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;

namespace InboundFilter.Policy;

/// <summary>One decision with all it rests on: what the log line, <c>explain</c> and later the ledger are made of. Immutable.</summary>
public sealed record DecisionRecord
{
    /// <summary>Public id of the decision, as printed in the reply.</summary>
    public required string Reference { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>At which command the decision was spoken.</summary>
    public required Stage SpokenAt { get; init; }

    public required ConnectFacts Facts { get; init; }

    /// <summary>Recipients the decision is about: the one at hand when refused at RCPT, all accepted ones at the end of a message.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Every verdict, also those not acted upon, in the order of the stages.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>The rules that applied.</summary>
    public required RuleBook Rules { get; init; }

    public required Disposition Disposition { get; init; }

    /// <summary>Code spoken; null when mail was accepted without a mark.</summary>
    public required string? Code { get; init; }

    /// <summary>The stage the decisive verdict belongs to; that of speaking for protocol codes.</summary>
    public required Stage DecidedAt { get; init; }

    public required SmtpReply Reply { get; init; }

    /// <summary>Why, in words for the administrator; unescaped.</summary>
    public required string Evidence { get; init; }

    /// <summary>How long the client waited for this reply.</summary>
    public required TimeSpan Elapsed { get; init; }

    public string? Helo => (Facts as HeloFacts)?.Helo.Name;

    public string? MailFrom => (Facts as MailFromFacts)?.ReturnPath.ToString();
}
