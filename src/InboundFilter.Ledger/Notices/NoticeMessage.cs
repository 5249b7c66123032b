using System.Globalization;
using System.Text;
using InboundFilter.Smtp;

namespace InboundFilter.Ledger.Notices;

/// <summary>A notice as a message of plain text: in US-ASCII, or where that does not do, UTF-8 in base64. Immutable.</summary>
/// <remarks>
/// Sent with the null return path and marked as automatic, so that no machine answers it (RFC 3834 §5, RFC 5321 §4.5.5). In addresses every character outside
/// printable ASCII becomes a question mark, in the subject and the text every control character but a line feed of the text, so nothing in them can add a field.
/// </remarks>
/// <param name="From">Our address, of a person who reads answers.</param>
/// <param name="To">The receiver.</param>
/// <param name="Subject">One line; cut at 200 characters.</param>
/// <param name="Text">Its line feeds part lines; wrapped here, but never within a word, which may be a link; cut at 8,000 characters.</param>
public sealed record NoticeMessage(string From, string To, string Subject, string Text)
{
    private const int MaxSubject = 200;
    private const int MaxText = 8_000;

    /// <summary>Where lines of text are broken (RFC 5322 §2.1.1 asks for no more than 78).</summary>
    private const int LineLength = 72;

    /// <summary>Longest line, less the CRLF (RFC 5322 §2.1.1); a word that is longer is broken after all.</summary>
    private const int MaxLine = 998;

    /// <summary>Octets of text in a line of base64 (RFC 2045 §6.8: 76 characters).</summary>
    private const int EncodedLine = 57;

    /// <summary>Octets of text in an encoded word (RFC 2047 §2: 75 characters with its frame), so that four words always fold well.</summary>
    private const int EncodedWord = 42;

    /// <summary>The whole message, with CRLF.</summary>
    /// <param name="hostName">Ours, for the Message-ID.</param>
    /// <param name="now">For the Date.</param>
    public byte[] ToOctets(string hostName, DateTimeOffset now)
    {
        string date = now.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        var all = new StringBuilder()
            .Append("From: ").Append(Plain(From)).Append("\r\n")
            .Append("To: ").Append(Plain(To)).Append("\r\n")
            .Append("Subject: ").Append(Header(Readable(Cut(Subject, MaxSubject)).Replace('\n', '?'))).Append("\r\n")
            .Append("Date: ").Append(date).Append("\r\n")
            .Append("Message-ID: <").Append(ShortId.Next()).Append('@').Append(Plain(hostName)).Append(">\r\n")
            .Append("Auto-Submitted: auto-generated\r\n");
        string body = string.Concat(Readable(Cut(Text, MaxText)).Split('\n').SelectMany(Wrapped).Select(line => line + "\r\n"));
        bool isAscii = Ascii.IsValid(body);
        all.Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=").Append(isAscii ? "us-ascii" : "utf-8")
            .Append("\r\nContent-Transfer-Encoding: ").Append(isAscii ? "7bit" : "base64").Append("\r\n\r\n")
            .Append(isAscii ? body : string.Concat(Encoding.UTF8.GetBytes(body).Chunk(EncodedLine).Select(part => Convert.ToBase64String(part) + "\r\n")));
        return Encoding.ASCII.GetBytes(all.ToString());
    }

    /// <summary>A text as a header field holds it: encoded words where it is not ASCII (RFC 2047).</summary>
    private static string Header(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var words = new List<StringBuilder> { new() };
        int octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A character is never parted between two words (RFC 2047 §5).
            if (octets + rune.Utf8SequenceLength > EncodedWord)
            {
                words.Add(new());
                octets = 0;
            }

            words[^1].Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return string.Join("\r\n ", words.Select(word => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?="));
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private static string Plain(string text) => string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));

    private static string Readable(string text) => string.Concat(text.ReplaceLineEndings("\n").Select(c => char.IsControl(c) && c != '\n' ? '?' : c));

    private static IEnumerable<string> Wrapped(string text)
    {
        do
        {
            int at = BreakOf(text);
            yield return text[..at];
            text = text[at..].TrimStart(' ');
        }
        while (text.Length > 0);
    }

    /// <summary>Where a line ends: at the last blank that leaves it short enough, else after its one long word.</summary>
    private static int BreakOf(string text)
    {
        if (text.Length <= LineLength)
        {
            return text.Length;
        }

        int at = text.LastIndexOf(' ', LineLength);
        at = at > 0 ? at : text.IndexOf(' ', LineLength);
        return Math.Min(at > 0 ? at : text.Length, MaxLine);
    }
}
