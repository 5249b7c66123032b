using System.Text.Json;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Requests for people and as JSON. Strangers' words are escaped.</summary>
internal static class RequestText
{
    public static string Line(RequestRecord request)
    {
        string about = request.Decision is { } decision ? $" about {decision}" : string.Empty;
        string whom = request.Subject is { } subject ? $" for {SubjectText.KindOf(subject)} {LogText.Of(subject.Key)}" : string.Empty;
        return $"{request.Id} {KebabCase.Of(request.State.ToString()),-8} {Moments.Short(request.Created)} changed {Moments.Short(request.Changed)} {LogText.Of(request.Contact)}{about}{whom}: {LogText.Of(request.Statement)}";
    }

    public static IEnumerable<string> Whole(RequestRecord request, IReadOnlyList<RequestMessage> conversation)
    {
        yield return Line(request);
        foreach (string line in Paragraph("statement", request.Statement).Concat(request.Proof is null ? [] : Paragraph("proof", request.Proof)))
        {
            yield return line;
        }

        foreach (var message in conversation)
        {
            foreach (string line in Paragraph($"{Moments.Short(message.Time)} {(message.IsFromSender ? "sender" : "we")} ({LogText.Of(message.Author)})", message.Text))
            {
                yield return line;
            }
        }
    }

    public static string Json(RequestRecord request, IReadOnlyList<RequestMessage>? conversation = null) => JsonLine.Of(json =>
    {
        json.WriteString("id", request.Id.ToString());
        json.WriteString("state", KebabCase.Of(request.State.ToString()));
        json.WriteString("created", Moments.Of(request.Created));
        json.WriteString("changed", Moments.Of(request.Changed));
        json.WriteString("contact", request.Contact);
        json.WriteIfKnown("ref", request.Decision?.ToString());
        if (request.Subject is { } subject)
        {
            json.WriteSubject(subject);
        }

        json.WriteString("statement", request.Statement);
        json.WriteIfKnown("proof", request.Proof);
        if (conversation is not null)
        {
            Write(json, conversation);
        }
    });

    private static void Write(Utf8JsonWriter json, IReadOnlyList<RequestMessage> conversation)
    {
        json.WriteStartArray("conversation");
        foreach (var message in conversation)
        {
            json.WriteStartObject();
            json.WriteString("time", Moments.Of(message.Time));
            json.WriteBoolean("from_sender", message.IsFromSender);
            json.WriteString("author", message.Author);
            json.WriteString("text", message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A whole text is shown line by line, each safe for a terminal.
    private static IEnumerable<string> Paragraph(string title, string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Select(Shown).Prepend($"  {title}:");

    private static string Shown(string line) => $"    {string.Concat(line.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format ? '·' : c))}";
}
