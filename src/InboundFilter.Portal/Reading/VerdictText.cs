using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Portal.Reading;

/// <summary>Verdicts for pages.</summary>
internal static class VerdictText
{
    /// <summary>Class of the style sheet for a finding; null for none.</summary>
    public static string? ClassOf(Finding finding) => finding switch
    {
        Finding.Objection => "bad",
        Finding.Undecided => "warn",
        Finding.Vouched => "good",
        _ => null,
    };

    /// <summary>A check's result as the ledger would keep it.</summary>
    public static StoredVerdict Of(CheckResult result, RuleBook rules) => new(
        result.Check.Name, result.Stage, result.Verdict.Code?.Id, result.Verdict.Finding,
        result.Verdict.Code is { } code ? rules.EnforcementOf(code, result.Verdict.Aspect) : null, result.Verdict.Evidence, result.Elapsed);
}
