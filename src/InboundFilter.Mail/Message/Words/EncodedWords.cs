using System.Buffers.Text;
using System.Text;

namespace InboundFilter.Mail.Message.Words;

/// <summary>Decodes encoded words (RFC 2047, with the language of RFC 2231 §5) wherever they stand in a text.</summary>
/// <remarks>
/// White space between two encoded words goes (RFC 2047 §6.2), and octets of neighbours in one charset are joined before they are decoded, since
/// many writers split characters. Read as well, though wrong: words in quoted strings, words that touch other text or each other, words with
/// spaces in them (a fold inside is taken out), question marks in Q, base64 without padding or with stray characters. What cannot be an encoded
/// word stays as it is. The text that comes out is never longer than what went in.
/// </remarks>
public static class EncodedWords
{
    /// <summary>Decodes what is encoded; the rest stays as it is, white space too.</summary>
    public static string Decode(string text) => Decode(text, null);

    internal static string Decode(string text, ScanMeter? meter)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
        {
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
                plain.Append(between);
            }

            pending.Add(text.AsSpan(word.Payload), word.IsBase64, text[word.Charset], plain);
            done = word.End;
        }

        pending.FlushTo(plain);
        return plain.Append(text.AsSpan(done)).ToString();
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
                plain.Append(Charsets.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_octets), _charset));
            }

            _charset = null;
            _octets.Clear();
        }
    }
}
