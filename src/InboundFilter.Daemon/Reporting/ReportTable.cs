using System.Globalization;
using System.Text;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Messages;

namespace InboundFilter.Daemon.Reporting;

/// <summary>A report for people. Whatever a stranger wrote is escaped.</summary>
internal static class ReportTable
{
    public static string Of(ReportAnswer answer)
    {
        var text = new StringBuilder();
        Line(text, "form", KebabCase.Of(answer.Report.Form.ToString()));
        if (answer.Report.Feedback is { } feedback)
        {
            Line(text, "type", feedback.FeedbackType);
            Line(text, "program", feedback.UserAgent);
            Line(text, "source", feedback.SourceAddress?.ToString());
            Line(text, "mail from", feedback.OriginalMailFrom);
            feedback.OriginalRcptTo.ToList().ForEach(r => Line(text, "recipient", r));
            Line(text, "arrived", MessageJson.Rfc3339(feedback.ArrivalDate));
            feedback.ReportedDomains.ToList().ForEach(d => Line(text, "domain", d));
            feedback.ReportedUris.ToList().ForEach(u => Line(text, "link", u));
        }

        foreach (var message in answer.Messages)
        {
            Add(text, message);
        }

        return text.ToString().TrimEnd();
    }

    private static void Add(StringBuilder text, ReportedAnswer answer)
    {
        if (answer.Message is { Fields: var fields })
        {
            Line(text, "message", $"<{fields.MessageId}> from {(fields.From.Mailboxes is [var author, ..] ? author.Address : "nobody")}: {fields.Subject}");
        }

        Line(text, "matched", answer.Match switch
        {
            null => "no ledger to ask",
            { Decision: { } decision, Reason: var reason } => $"{decision.Reference}, {reason}",
            { Reason: var reason } => $"nothing: {reason}",
        });
        if (answer.Outcome is { } outcome)
        {
            Line(text, "result", KebabCase.Of(outcome.Result.ToString()));
            Line(text, "evidence", outcome.Strike?.Evidence?.ToString());
            foreach (var block in outcome.Strike?.Made ?? [])
            {
                Line(text, "blocked", ReportJson.Shown(block));
            }
        }
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12} {LogText.Of(value, string.Empty)}");
        }
    }
}
