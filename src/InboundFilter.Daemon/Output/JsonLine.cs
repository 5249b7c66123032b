using System.Globalization;
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

        return WithoutHidden(Encoding.UTF8.GetString(octets.GetBuffer(), 0, (int)octets.Length));
    }

    /// <summary>
    /// Escapes characters that show nothing but change how the text around them shows, such as U+202E, which turns it round. They can
    /// stand nowhere but inside the strings of the object.
    /// </summary>
    private static string WithoutHidden(string line)
    {
        int first = line.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (first < 0)
        {
            return line;
        }

        var text = new StringBuilder(line, 0, first, line.Length + 16);
        foreach (char c in line.AsSpan(first))
        {
            _ = char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")
                : text.Append(c);
        }

        return text.ToString();
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
