using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Decisions;

/// <summary>The words of <c>stats --observe</c>.</summary>
internal static class ObserveReport
{
    public static IEnumerable<string> Table(ObserveSummary summary, long unreadable)
    {
        string period = summary is { From: { } from, To: { } to } ? string.Create(CultureInfo.InvariantCulture, $" from {from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm}") : string.Empty;
        yield return $"{summary.Decisions} decisions{period}{(unreadable > 0 ? $"; {unreadable} lines were not readable" : string.Empty)}";
        yield return $"accepted {summary.Accepted}, marked {summary.Marked}, deferred {summary.Deferred}, refused {summary.Refused}";
        yield return $"of those that passed, {summary.WouldBeRefused} would have been refused if every observed code were enforced; {summary.Clean} were accepted clean";
        if (summary.Codes.Count == 0)
        {
            yield break;
        }

        yield return string.Empty;
        yield return "code   refuses  objects";
        foreach (var code in summary.Codes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{code.Code,-5} {code.First,8} {code.All,8}");
            foreach (var sample in code.Samples)
            {
                yield return $"      {sample.Client ?? LogText.None} helo={LogText.Of(sample.Helo)} from=<{LogText.Of(sample.MailFrom, string.Empty)}> to=<{string.Join(">,<", sample.Recipients.Select(r => LogText.Of(r)))}> ref={LogText.Of(sample.Reference)}";
                yield return $"        {LogText.Of(sample.Evidence)}";
            }
        }
    }

    /// <summary>One object for the whole, then one for each code.</summary>
    public static IEnumerable<string> Lines(ObserveSummary summary, long unreadable)
    {
        yield return JsonLine.Of(json =>
        {
            json.WriteNumber("decisions", summary.Decisions);
            json.WriteNumber("accepted", summary.Accepted);
            json.WriteNumber("marked", summary.Marked);
            json.WriteNumber("deferred", summary.Deferred);
            json.WriteNumber("refused", summary.Refused);
            json.WriteNumber("would_be_refused", summary.WouldBeRefused);
            json.WriteNumber("clean", summary.Clean);
            json.WriteNumber("unreadable", unreadable);
            json.WriteIfKnown("from", Time(summary.From));
            json.WriteIfKnown("to", Time(summary.To));
        });

        foreach (var code in summary.Codes)
        {
            yield return JsonLine.Of(json =>
            {
                json.WriteString("code", code.Code);
                json.WriteNumber("refuses", code.First);
                json.WriteNumber("objects", code.All);
                json.WriteStartArray("samples");
                foreach (var sample in code.Samples)
                {
                    Write(json, sample);
                }

                json.WriteEndArray();
            });
        }
    }

    private static void Write(Utf8JsonWriter json, PastDecision sample)
    {
        json.WriteStartObject();
        json.WriteIfKnown("time", Time(sample.Time));
        json.WriteIfKnown("ref", sample.Reference);
        json.WriteIfKnown("client", sample.Client);
        json.WriteIfKnown("reverse_name", sample.ReverseName);
        json.WriteIfKnown("helo", sample.Helo);
        json.WriteIfKnown("mail_from", sample.MailFrom);
        json.WriteStartArray("rcpt");
        foreach (string recipient in sample.Recipients)
        {
            json.WriteStringValue(recipient);
        }

        json.WriteEndArray();
        json.WriteIfKnown("evidence", sample.Evidence);
        json.WriteEndObject();
    }

    private static string? Time(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
