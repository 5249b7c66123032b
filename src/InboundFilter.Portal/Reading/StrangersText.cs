using System.Globalization;
using System.Text;

namespace InboundFilter.Portal.Reading;

/// <summary>Makes what a stranger wrote fit to be read: characters that nobody sees, or that change the order of others, are shown by their number. Escaping it for HTML is the page's.</summary>
internal static class StrangersText
{
    /// <summary>Longest text that is shown, in characters; the rest is cut.</summary>
    public const int MaxLength = 2_000;

    public static string Of(string? text, int most = MaxLength)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var shown = new StringBuilder(Math.Min(text.Length, most));
        int read = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (read + rune.Utf16SequenceLength > most)
            {
                return shown.Append('…').ToString();
            }

            read += rune.Utf16SequenceLength;
            if (IsPlain(rune))
            {
                shown.Append(rune.ToString());
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
        }

        return shown.ToString();
    }

    /// <summary>The same for a text of several lines, whose ends stay.</summary>
    public static string Lines(string? text, int most = MaxLength) => string.Join('\n', (text ?? string.Empty).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => Of(line, most)));

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
