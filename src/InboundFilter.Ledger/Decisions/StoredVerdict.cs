using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Decisions;

/// <summary>What one check said of a session.</summary>
/// <param name="Check">Its name, such as <c>sender-domain-takes-mail</c>.</param>
/// <param name="Stage">At which it ran.</param>
/// <param name="Code">Of an objection or a doubt; null otherwise.</param>
/// <param name="Finding">What it found.</param>
/// <param name="Enforcement">What was to be done with the code then; null without a code.</param>
/// <param name="Evidence">Why, unescaped.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record StoredVerdict(string Check, Stage Stage, string? Code, Finding Finding, Enforcement? Enforcement, string Evidence, TimeSpan Elapsed);
