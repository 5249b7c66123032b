using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Policy.Verdicts;

/// <summary>What the client is told: a pure fold of verdicts under the administrator's rules.</summary>
/// <param name="Disposition">What is done.</param>
/// <param name="Decisive">The verdict that counted, when mail is deferred or refused.</param>
/// <param name="Marks">Codes that go into the header field of mail that is passed on.</param>
public sealed record Decision(Disposition Disposition, CheckResult? Decisive, IReadOnlyList<TroubleshootingCode> Marks)
{
    public static Decision Accept { get; } = new(Disposition.Accept, null, []);

    public TroubleshootingCode? Code => Decisive?.Verdict.Code;

    /// <summary>The status to be spoken; null when mail is passed on.</summary>
    public ReplyStatus? Status => Decisive is not { Verdict: { Code: { } code } verdict } ? null
        : verdict.Finding is Finding.Undecided ? verdict.Status ?? code.Undecided ?? ProtocolCodes.TryLater.Status
        : verdict.Status ?? code.Status;

    /// <summary>Where in the order of the rules the objection stands that counted; <see cref="int.MaxValue"/> when none did.</summary>
    public int PlaceOfObjection(RuleBook rules) =>
        Decisive is { Verdict: { Finding: Finding.Objection, Code: { } code } } ? rules.For(code).Place : int.MaxValue;

    /// <summary>Weighs verdicts. What a voucher excuses does not count, unless a more specific block entry raised it; then the first enforced objection in policy order wins, then the first doubt that defers.</summary>
    /// <param name="results">In any order: the rules' order counts, never that of finishing.</param>
    /// <param name="rules">Order and enforcement, as they apply to the recipient at hand.</param>
    /// <param name="spokenAt">Where the reply is given; before <see cref="Stage.Data"/>, what waits for the message does not count.</param>
    public static Decision From(IReadOnlyList<CheckResult> results, RuleBook rules, Stage spokenAt = Stage.Data) => From(Span(results), rules, spokenAt);

    /// <inheritdoc cref="From(IReadOnlyList{CheckResult}, RuleBook, Stage)"/>
    public static Decision From(ReadOnlySpan<CheckResult> results, RuleBook rules, Stage spokenAt = Stage.Data)
    {
        CheckResult? objection = null, doubt = null;
        int objectionPlace = int.MaxValue, doubtPlace = int.MaxValue;
        List<(int Place, TroubleshootingCode Code)>? marks = null;

        foreach (ref readonly var result in results)
        {
            if (result.Verdict is not { Code: { } code, Finding: Finding.Objection or Finding.Undecided } verdict
                || (verdict.WaitsForMessage && spokenAt < Stage.Data)
                || IsExcused(results, verdict))
            {
                continue;
            }

            var (place, rule) = rules.For(code);
            switch (rules.EnforcementOf(code, verdict.Aspect))
            {
                case Enforcement.Enforce when verdict.Finding is Finding.Objection && place < objectionPlace:
                    (objection, objectionPlace) = (result, place);
                    break;
                case Enforcement.Enforce when verdict.Finding is Finding.Undecided && (rule.Undecided is UndecidedAction.Defer || verdict.IsOverload) && place < doubtPlace:
                    (doubt, doubtPlace) = (result, place);
                    break;
                case Enforcement.Mark when verdict.Finding is Finding.Objection:
                    (marks ??= []).Add((place, code));
                    break;
            }
        }

        if ((objection ?? doubt) is { } decisive)
        {
            bool transient = decisive.Verdict.Finding is Finding.Undecided || (decisive.Verdict.Status ?? decisive.Verdict.Code!.Status).IsTransient;
            return new(transient ? Disposition.Defer : Disposition.Refuse, decisive, []);
        }

        return marks is null ? Accept
            : new(Disposition.Mark, null, [.. marks.OrderBy(m => m.Place).Select(m => m.Code).Distinct()]);
    }

    /// <summary>Whether any voucher among the results excuses the verdict, which has a code.</summary>
    public static bool IsExcused(IReadOnlyList<CheckResult> results, Verdict verdict) => IsExcused(Span(results), verdict);

    private static bool IsExcused(ReadOnlySpan<CheckResult> results, Verdict verdict)
    {
        foreach (ref readonly var result in results)
        {
            if (result.Verdict.Excuses(verdict))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<CheckResult> Span(IReadOnlyList<CheckResult> results) => results as CheckResult[] ?? [.. results];
}
