using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Portal.Refusals;

/// <summary>Turns verdicts into the steps that a stranger sees.</summary>
internal static class CheckSteps
{
    public static IReadOnlyList<CheckedStep> Of(JudgedSession session, DnsblSettings lists) =>
    [
        .. session.Verdicts
            .Select(verdict => (Verdict: verdict, Place: ShownChecks.PlaceOf(verdict.Check), Result: ResultOf(verdict, session)))
            .Where(v => v is { Place: not null, Result: not null })
            .OrderBy(v => v.Place)
            .Select(v => Step(v.Verdict, v.Result!.Value, session, lists)),
    ];

    private static CheckedStep Step(StoredVerdict verdict, StepResult result, JudgedSession session, DnsblSettings lists) => new(
        verdict.Check,
        result,
        result is StepResult.Passed ? null : verdict.Code,
        DnsTrail.Of(verdict, session),
        verdict.Finding is Finding.Objection ? Listings.Of(verdict, session.Address, lists) : [],
        result is not StepResult.Undecided && ShownChecks.ShowsEvidence(verdict.Check) && verdict.Evidence.Length > 0 ? ShownText.Of(verdict.Evidence) : null);

    /// <summary>Null when the question did not arise.</summary>
    private static StepResult? ResultOf(StoredVerdict verdict, JudgedSession session) => verdict.Finding switch
    {
        Finding.Clear => StepResult.Passed,
        Finding.Undecided => StepResult.Undecided,
        Finding.Objection => session.IsStopped && verdict.Enforcement is Enforcement.Enforce && !session.Excused.Contains(verdict.Check) ? StepResult.Failed : StepResult.Noted,
        _ => null,
    };
}
