using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Messages;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Reporting;

/// <summary>A report as one JSON line; its keys are a contract (DESIGN §12). Fields that may be repeated are arrays.</summary>
internal static class ReportJson
{
    /// <summary>Registered fields beside those of RFC 5965 (IANA, Messaging Abuse Reporting Format; RFC 6591 §3, RFC 7489 §7.3). Others are told under <c>extensions</c>.</summary>
    private static readonly string[] Registered =
    [
        "Auth-Failure", "Delivery-Result", "DKIM-ADSP-DNS", "DKIM-Canonicalized-Body", "DKIM-Canonicalized-Header", "DKIM-Domain",
        "DKIM-Identity", "DKIM-Selector", "DKIM-Selector-DNS", "Identity-Alignment", "SPF-DNS",
    ];

    public static string Line(ReportAnswer answer) => JsonLine.Of(json =>
    {
        json.WriteString("form", KebabCase.Of(answer.Report.Form.ToString()));
        if (answer.Report.Feedback is { } feedback)
        {
            Write(json, feedback);
        }
        else
        {
            json.WriteString("kind", answer.Kind is ReportKind.Ham ? "ham" : "spam");
        }

        json.WriteIfKnown("matched", answer.Messages.Select(m => m.Match?.Decision?.Reference.ToString()).FirstOrDefault(r => r is not null));
        json.WriteStartArray("messages");
        foreach (var message in answer.Messages)
        {
            Write(json, message);
        }

        json.WriteEndArray();
        if (answer.Report.IsCut)
        {
            json.WriteBoolean("is_cut", true);
        }
    });

    private static void Write(Utf8JsonWriter json, FeedbackReport feedback)
    {
        json.WriteIfKnown("feedback_type", feedback.FeedbackType);
        json.WriteIfKnown("user_agent", feedback.UserAgent);
        if (int.TryParse(feedback.Version, NumberStyles.None, CultureInfo.InvariantCulture, out int version))
        {
            json.WriteNumber("version", version);
        }
        else
        {
            json.WriteIfKnown("version", feedback.Version);
        }

        json.WriteIfKnown("original_envelope_id", feedback.OriginalEnvelopeId);
        json.WriteIfKnown("original_mail_from", feedback.OriginalMailFrom);
        Write(json, "original_rcpt_to", feedback.OriginalRcptTo);
        json.WriteIfKnown("arrival_date", MessageJson.Rfc3339(feedback.ArrivalDate));
        json.WriteIfKnown("reporting_mta", feedback.ReportingMta);
        json.WriteIfKnown("source_ip", feedback.SourceAddress?.ToString());
        if (feedback.SourcePort is { } port)
        {
            json.WriteNumber("source_port", port);
        }

        json.WriteNumber("incidents", feedback.Incidents);
        Write(json, "authentication_results", feedback.AuthenticationResults);
        Write(json, "reported_domain", feedback.ReportedDomains);
        Write(json, "reported_uri", feedback.ReportedUris);
        foreach (string name in Registered)
        {
            json.WriteIfKnown(Key(name), feedback.Extensions.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value).FirstOrDefault());
        }

        var others = feedback.Extensions.Where(f => !Registered.Contains(f.Name, StringComparer.OrdinalIgnoreCase)).DistinctBy(f => Key(f.Name)).ToList();
        if (others.Count > 0)
        {
            json.WriteStartObject("extensions");
            others.ForEach(f => json.WriteString(Key(f.Name), f.Value));
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, ReportedAnswer answer)
    {
        json.WriteStartObject();
        if (answer.Message is { Fields: var fields })
        {
            json.WriteIfKnown("message_id", fields.MessageId);
            json.WriteIfKnown("from", fields.From.Mailboxes is [var author, ..] ? author.Address : null);
            json.WriteIfKnown("subject", fields.Subject);
            json.WriteIfKnown("date", MessageJson.Rfc3339(fields.Date));
        }

        json.WriteIfKnown("matched", answer.Match?.Decision?.Reference.ToString());
        json.WriteIfKnown("reason", answer.Match?.Reason);
        if (answer.Outcome is { } outcome)
        {
            json.WriteString("result", KebabCase.Of(outcome.Result.ToString()));
            json.WriteIfKnown("evidence", outcome.Strike?.Evidence?.ToString());
            Write(json, "blocks", [.. (outcome.Strike?.Made ?? []).Select(Shown)]);
        }

        json.WriteEndObject();
    }

    /// <summary><c>A.2 address 192.0.2.1</c>.</summary>
    public static string Shown(BlockRecord block) => $"{block.Code} {block.Subject}";

    private static string Key(string name) => name.Replace('-', '_').ToLowerInvariant();

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
