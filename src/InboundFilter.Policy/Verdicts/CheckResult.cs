namespace InboundFilter.Policy.Verdicts;

/// <summary>A verdict with who gave it, when, and how long that took.</summary>
public readonly record struct CheckResult(CheckInfo Check, Stage Stage, Verdict Verdict, TimeSpan Elapsed);
