using System.Globalization;
using System.Text;

namespace InboundFilter.Daemon.Output;

/// <summary>
/// Escapes, as <c>\u202e</c>, characters that show nothing but change how the text around them shows: controls, and such as turn the
/// direction of writing. Strangers put them into names and addresses.
/// </summary>
/// <remarks>In a line of JSON they can stand nowhere but inside strings, so the line means the same as before.</remarks>
internal static class HiddenText
{
    public static string Escape(string line)
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

    /// <param name="line">UTF-8, with its line feed.</param>
    /// <returns>The same octets, unless there is something to escape.</returns>
    public static ReadOnlySpan<byte> Escape(ReadOnlySpan<byte> line)
    {
        var text = line[..^1];
        return text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Encoding.UTF8.GetBytes($"{Escape(Encoding.UTF8.GetString(text))}\n") : line;
    }
}
