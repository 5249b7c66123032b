using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InboundFilter.Daemon.Output;

/// <summary>One JSON object as one line of text, for <c>--json</c> and <c>--batch</c>.</summary>
internal static class JsonLine
{
    // The output is no HTML, so only what JSON itself asks for is escaped, and then what would deceive whoever looks at the line.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> writeMembers)
    {
        using var octets = new MemoryStream();
        using (var json = new Utf8JsonWriter(octets, Options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return HiddenText.Escape(Encoding.UTF8.GetString(octets.GetBuffer(), 0, (int)octets.Length));
    }

    public static string Error(string problem) => Of(json => json.WriteString("error", problem));

    /// <summary>Writes a member, or nothing when the value is unknown.</summary>
    public static void WriteIfKnown(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
