using System.Globalization;
using System.Text;

namespace InboundFilter.Portal.Cases;

/// <summary>Makes octets of a stranger's message readable: what would hide or turn text is shown as a mark.</summary>
public static class OctetText
{
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';
    private const int Delete = 0x7f;

    /// <summary>Text in UTF-8 with lines ending in LF. Controls are shown by their pictures, and what turns the direction of writing (Unicode Standard Annex 9 §2) or cannot be decoded by U+FFFD.</summary>
    /// <param name="octets">As they came.</param>
    /// <param name="most">Octets that are shown at most; what is cut off is told.</param>
    public static string Of(ReadOnlyMemory<byte> octets, int most)
    {
        string text = Encoding.UTF8.GetString(octets.Span[..Math.Min(most, octets.Length)]).ReplaceLineEndings("\n");
        var shown = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            shown.Append(Mark(c));
        }

        if (octets.Length > most)
        {
            shown.Append(CultureInfo.InvariantCulture, $"\n[{octets.Length - most} octets more]");
        }

        return shown.ToString();
    }

    private static char Mark(char c) => c switch
    {
        '\n' or '\t' => c,
        < ' ' => (char)(ControlPictures + c),
        (char)Delete => DeletePicture,
        _ when char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format => '\ufffd',
        _ => c,
    };
}
