using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Decisions of the ledger as JSON; the keys are those of <c>explain</c> where these exist (DESIGN §12).</summary>
internal static class DecisionJson
{
    /// <summary>One line of <c>log --json</c>.</summary>
    public static string Line(StoredDecision decision) => JsonLine.Of(json =>
    {
        json.WriteSummary(decision);
        json.WriteClient(decision);
    });

    /// <summary>What was decided, and when.</summary>
    public static void WriteSummary(this Utf8JsonWriter json, StoredDecision decision)
    {
        json.WriteString("ref", decision.Reference.ToString());
        json.WriteString("time", Moments.Exact(decision.Time));
        json.WriteString("session", decision.SessionId);
        json.WriteString("decision", Words.Of(decision.Disposition));
        json.WriteIfKnown("code", decision.Code);
        json.WriteString("status", decision.Status);
        json.WriteString("reply", decision.Reply);
        json.WriteString("stage", Words.Of(decision.DecidedAt));
        json.WriteString("spoken_at", Words.Of(decision.SpokenAt));
        json.WriteString("evidence", decision.Evidence);
        json.WriteNumber("snapshot", decision.Snapshot);
        json.WriteNumber("ms", Milliseconds(decision.Elapsed));
    }

    /// <summary>What was known of the client and its mail.</summary>
    public static void WriteClient(this Utf8JsonWriter json, StoredDecision decision)
    {
        json.WriteString("address", decision.Address.ToString());
        json.WriteIfKnown("reverse_name", decision.ReverseName);
        json.WriteIfKnown("fcrdns", decision.Confirmation is { } confirmation ? Words.Of(confirmation) : null);
        if (decision.AsNumber is { } number)
        {
            json.WriteNumber("asn", number);
        }

        json.WriteIfKnown("isp", decision.IspDomain);
        json.WriteIfKnown("country", decision.Country);
        json.WriteIfKnown("helo", decision.Helo);
        json.WriteIfKnown("mail_from", decision.MailFrom);
        json.WriteIfKnown("sender_domain", decision.SenderDomain);
        json.WriteStartArray("rcpt");
        foreach (string recipient in decision.Recipients)
        {
            json.WriteStringValue(recipient);
        }

        json.WriteEndArray();
        json.WriteIfKnown("message_id", decision.MessageId);
        json.WriteIfKnown("from", decision.From);
    }

    public static void WriteVerdicts(this Utf8JsonWriter json, IReadOnlyList<StoredVerdict> verdicts)
    {
        json.WriteStartArray("verdicts");
        foreach (var verdict in verdicts)
        {
            json.WriteStartObject();
            json.WriteString("check", verdict.Check);
            json.WriteString("stage", Words.Of(verdict.Stage));
            json.WriteIfKnown("code", verdict.Code);
            json.WriteString("finding", Words.Of(verdict.Finding));
            json.WriteIfKnown("enforcement", verdict.Enforcement is { } enforcement ? Words.Of(enforcement) : null);
            json.WriteString("evidence", verdict.Evidence);
            json.WriteNumber("ms", Milliseconds(verdict.Elapsed));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>For a table.</summary>
    public static string Text(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds:0.0} ms");

    private static double Milliseconds(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 3);
}
