using System.Runtime.InteropServices;
using System.Text;

namespace InboundFilter.Mail.Message.Words;

/// <summary>Decodes encoded words (RFC 2047, with the language of RFC 2231 §5) wherever they stand in a text.</summary>
/// <remarks>
/// White space between two encoded words goes (RFC 2047 §6.2), and octets of neighbours in one charset are joined before they are decoded, since
/// many writers split characters. Read as well, though wrong: words in quoted strings, words that touch other text or each other, words with
/// spaces in them (a fold inside is taken out), question marks in Q, base64 without padding or with stray characters. What cannot be an encoded
/// word stays as it is. A word that touches the mark before it (<c>[SPAM]=?...</c>, <c>Re:=?...</c>), which whoever put the mark there should have
/// kept apart, is set off by a space. A fold outside the words reads as one space with the white space round it; a line end or NUL that was encoded becomes a
/// space, so that no reader takes it for the message's own. The work is linear, and the text that comes out hardly longer than what went in.
/// </remarks>
public static class EncodedWords
{
    private const string ClosingMarks = "])}:;,";

    /// <summary>Decodes what is encoded.</summary>
    public static string Decode(string text) => Decode(text, null);

    internal static string Decode(string text, ScanMeter? meter)
    {
        if (!text.Contains("=?", StringComparison.Ordinal) && !text.AsSpan().ContainsAny('\r', '\n'))
        {
            meter?.Add(text.Length);
            return text;
        }

        var plain = new StringBuilder(text.Length);
        var pending = new PendingOctets();
        var finder = new EncodedWordFinder(text, meter);
        int done = 0;
        while (finder.TryNext(out var word))
        {
            var between = text.AsSpan(done..word.Start);
            if (!pending.IsEmpty && between.ContainsAnyExcept(" \t\r\n"))
            {
                pending.FlushTo(plain);
            }

            if (pending.IsEmpty)
            {
                AppendUnfolded(between, plain);
                plain.Append(between.Length > 0 && ClosingMarks.Contains(between[^1], StringComparison.Ordinal) ? " " : string.Empty);
            }

            pending.Add(text.AsSpan(word.Payload), word.IsBase64, text[word.Charset], plain);
            done = word.End;
        }

        pending.FlushTo(plain);
        AppendUnfolded(text.AsSpan(done), plain);
        return plain.ToString();
    }

    private static void AppendUnfolded(ReadOnlySpan<char> text, StringBuilder plain)
    {
        while (text.IndexOfAny('\r', '\n') is >= 0 and var end)
        {
            plain.Append(text[..end].TrimEnd(" \t")).Append(' ');
            text = text[end..].TrimStart(" \t\r\n");
        }

        plain.Append(text);
    }

    /// <summary>Octets of the encoded words before this place that have not become text yet.</summary>
    private sealed class PendingOctets
    {
        private readonly List<byte> _octets = [];
        private string? _charset;

        public bool IsEmpty => _charset is null;

        public void Add(ReadOnlySpan<char> payload, bool isBase64, string charset, StringBuilder plain)
        {
            if (_charset is not null && !_charset.Equals(charset, StringComparison.OrdinalIgnoreCase))
            {
                FlushTo(plain);
            }

            _charset = charset;
            if (isBase64)
            {
                LenientBase64.Decode(payload, _octets);
            }
            else
            {
                QEncoding.Decode(payload, _octets);
            }
        }

        public void FlushTo(StringBuilder plain)
        {
            if (_charset is not null)
            {
                string text = Charsets.Decode(CollectionsMarshal.AsSpan(_octets), _charset);
                plain.Append(text.Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' '));
            }

            _charset = null;
            _octets.Clear();
        }
    }
}
