using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Lists;

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
    public string Evidence { get; private init; }

    /// <summary>For the sender: one sentence instead of the code's summary. Text of strangers in it is escaped when the reply is made.</summary>
    public string? Sentence { get; private init; }

    /// <summary>The status instead of the code's own; null for that.</summary>
    public ReplyStatus? Status { get; private init; }

    /// <summary>Which of the things that share the code this is, where the policy may treat them differently (see <see cref="Rules.Aspects"/>); null for none.</summary>
    public string? Aspect { get; private init; }

    /// <summary>Not to be spoken before the message is here, because what the message shows may excuse it.</summary>
    public bool WaitsForMessage { get; private init; }

    /// <summary>A doubt that came of overload: it defers mail also where the policy ignores the doubts of its code.</summary>
    public bool IsOverload { get; private init; }

    /// <summary>It can be excused although other things that share the code cannot.</summary>
    public bool CanBeExcused { get; private init; }

    /// <summary>What a voucher excuses.</summary>
    public Excuse? Excuse { get; private init; }

    /// <summary>The entries of the administrator's lists it rests on: the block entry of an objection, the allow entries of a voucher. Empty for all else.</summary>
    public IReadOnlyList<ListEntry> Entries { get; private init; } = [];

    /// <summary>Clear, with the reason worth recording.</summary>
    public static Verdict ClearBecause(string evidence) => new(Finding.Clear, null, evidence);

    public static Verdict NotApplicable(string reason) => new(Finding.NotApplicable, null, reason);

    public static Verdict Against(TroubleshootingCode code, string evidence, string? sentence = null, ReplyStatus? status = null) =>
        new(Finding.Objection, code, evidence) { Sentence = sentence, Status = status };

    public static Verdict Undecided(TroubleshootingCode code, string evidence, string? sentence = null, ReplyStatus? status = null) =>
        new(Finding.Undecided, code, evidence) { Sentence = sentence, Status = status };

    /// <summary>The same verdict as one of several things that share the code.</summary>
    public Verdict As(string aspect) => this with { Aspect = aspect };

    /// <summary>The same verdict, which vouchers excuse although its code says that nothing does.</summary>
    public Verdict Excusable() => this with { CanBeExcused = true };

    /// <summary>The same verdict with other evidence.</summary>
    public Verdict Because(string evidence) => this with { Evidence = evidence };

    /// <summary>The same doubt, which came of overload.</summary>
    public Verdict ByOverload() => this with { IsOverload = true };

    /// <summary>The same verdict, to be spoken at the end of the message at the earliest.</summary>
    public Verdict UntilMessage() => this with { WaitsForMessage = true };

    /// <summary>An objection for an entry of the block list, which a more specific or equal allow entry overrules.</summary>
    public static Verdict Blocked(TroubleshootingCode code, ListEntry entry, string evidence, string? sentence = null) =>
        new(Finding.Objection, code, evidence) { Sentence = sentence, Entries = [entry] };

    /// <summary>Vouched for by the configuration, which no list overrules.</summary>
    public static Verdict Vouched(Excuse excuse, string evidence) => new(Finding.Vouched, null, evidence) { Excuse = excuse };

    /// <summary>Vouched for by entries of the allow list.</summary>
    /// <param name="entries">At least one; each excuses what it says.</param>
    /// <param name="evidence">For the administrator.</param>
    public static Verdict Allowed(IReadOnlyList<ListEntry> entries, string evidence)
    {
        var excuse = entries.Any(e => e.Excuse.Count == 0) ? Excuse.All : Excuse.Of([.. entries.SelectMany(e => e.Excuse).Distinct()]);
        return new(Finding.Vouched, null, evidence) { Excuse = excuse, Entries = entries };
    }

    /// <summary>Whether it vouches against an objection or doubt.</summary>
    /// <param name="objection">A verdict with a code. When it comes from the block list, only allow entries that are no less specific count.</param>
    public bool Excuses(Verdict objection) =>
        objection.Code is { } code
        && (Excuse?.Covers(code) == true || (objection.CanBeExcused && Excuse?.Reaches(code) == true))
        && (Entries.Count == 0 || objection.Entries is not [var block] || Overrules(block, code.Id));

    private bool Overrules(ListEntry block, string code) => Entries.Any(allow => allow.Overrules(block, code));

    /// <summary>How specific the most specific thing is that vouches for everything; null when nothing does.</summary>
    internal Specificity? VouchesForAllAt =>
        Excuse is not { IsAll: true } ? null
        : Entries.Count == 0 ? Specificity.OfConfiguration
        : Entries.Where(e => Excuse.Of(e.Excuse).IsAll).Select(Specificity.Of).Max();
}
