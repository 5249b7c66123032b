using InboundFilter.Policy.Codes;

namespace InboundFilter.Policy.Verdicts;

/// <summary>What one check says of a session: a finding, the code it falls under, and why. States facts, decides nothing.</summary>
public sealed record Verdict
{
    private Verdict(Finding finding, TroubleshootingCode? code, string evidence) =>
        (Finding, Code, Evidence) = (finding, code, evidence);

    public static Verdict Clear { get; } = new(Finding.Clear, null, string.Empty);

    public Finding Finding { get; }

    /// <summary>Of an objection or a doubt; null otherwise.</summary>
    public TroubleshootingCode? Code { get; }

    /// <summary>For the administrator: what was asked and answered. May hold text of strangers; whoever prints it escapes it.</summary>
    public string Evidence { get; }

    /// <summary>For the sender: one sentence instead of the code's summary. Text of strangers in it is escaped when the reply is made.</summary>
    public string? Sentence { get; private init; }

    /// <summary>The status instead of the code's own; null for that.</summary>
    public ReplyStatus? Status { get; private init; }

    /// <summary>What a voucher excuses.</summary>
    public Excuse? Excuse { get; private init; }

    /// <summary>Clear, with the reason worth recording.</summary>
    public static Verdict ClearBecause(string evidence) => new(Finding.Clear, null, evidence);

    public static Verdict NotApplicable(string reason) => new(Finding.NotApplicable, null, reason);

    public static Verdict Against(TroubleshootingCode code, string evidence, string? sentence = null, ReplyStatus? status = null) =>
        new(Finding.Objection, code, evidence) { Sentence = sentence, Status = status };

    public static Verdict Undecided(TroubleshootingCode code, string evidence, string? sentence = null, ReplyStatus? status = null) =>
        new(Finding.Undecided, code, evidence) { Sentence = sentence, Status = status };

    public static Verdict Vouched(Excuse excuse, string evidence) => new(Finding.Vouched, null, evidence) { Excuse = excuse };
}
