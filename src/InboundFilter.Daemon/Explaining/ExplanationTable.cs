using System.Globalization;
using System.Text;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Decisions;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Daemon.Explaining;

/// <summary>An explanation for people: facts, every check's verdict, the decision and the exact reply.</summary>
internal static class ExplanationTable
{
    /// <param name="explanation">The session played now.</param>
    /// <param name="past">The decision it was played after; null when it is made up.</param>
    public static string Of(Explanation explanation, PastDecision? past = null)
    {
        var decision = explanation.Decision;
        var facts = decision.Facts;
        var isp = facts.Sender.KnownIsp;
        var text = new StringBuilder();
        Line(text, "client", facts.ClientAddress.ToString());
        Line(text, "reverse name", explanation.ReverseName is { } reverse ? $"{reverse.Name?.Value ?? "none"} (confirmed: {Words.Of(reverse.Confirmation)}; {explanation.ReverseNameClass!.ClassName}: {string.Join("; ", explanation.ReverseNameClass.Reasons)})" : "not asked");
        Line(text, "network", $"AS {isp.AsNumber?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}, {isp.AsName ?? isp.Domain?.Value ?? "unknown"}, country {facts.Sender.Country ?? "unknown"}");
        Line(text, "HELO", LogText.Of(decision.Helo));
        Line(text, "from, to", $"<{LogText.Of(decision.MailFrom, string.Empty)}> <{LogText.Of(string.Join(',', decision.Recipients))}>");
        foreach (var standing in SessionLists.Of(decision, explanation.ReverseName))
        {
            Line(text, "list entry", StandingText.Line(standing));
        }

        text.AppendLine();
        foreach (var result in decision.Results)
        {
            var verdict = result.Verdict;
            string action = verdict.Code is { } code
                ? $"{code.Id} {Words.Of(decision.Rules.EnforcementOf(code))}{(Decision.IsExcused(decision.Results, verdict) ? ", excused" : string.Empty)}"
                : verdict.Excuse is { } excuse ? $"excuses {excuse}" : string.Empty;
            text.AppendLine(CultureInfo.InvariantCulture, $"{Words.Of(result.Stage),-9} {result.Check.Name,-26} {Words.Of(verdict.Finding),-14} {action,-16} {result.Elapsed.TotalMilliseconds,6:0.0} ms  {LogText.Of(verdict.Evidence, string.Empty)}");
        }

        text.AppendLine();
        Line(text, "decision", $"{Words.Of(decision.Disposition)}{(decision.Code is null ? string.Empty : $" by {decision.Code}")} at {Words.Of(decision.DecidedAt)}");
        Line(text, "because", LogText.Of(decision.Evidence));
        if (past?.Outcome is { } outcome)
        {
            Line(text, "in the log", $"{outcome}{(past.Code is null ? string.Empty : $" by {LogText.Of(past.Code)}")}, {LogText.Of(past.Status)}, ref {LogText.Of(past.Reference)}: {LogText.Of(past.Evidence)}");
        }

        text.Append(CultureInfo.InvariantCulture, $"{"reply",-13} {decision.Reply}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-13} {value}");
}
