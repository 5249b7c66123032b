using System.Globalization;
using System.Text;
using InboundFilter.Smtp;

namespace InboundFilter.Ledger.Notices;

/// <summary>A notice as a message of plain text in US-ASCII. Immutable.</summary>
/// <remarks>
/// Sent with the null return path and marked as automatic, so that no machine answers it (RFC 3834 §5, RFC 5321 §4.5.5). Every character outside
/// printable ASCII becomes a question mark, so nothing in the texts can add a field or a line.
/// </remarks>
/// <param name="From">Our address, of a person who reads answers.</param>
/// <param name="To">The receiver.</param>
/// <param name="Subject">One line; cut at 200 characters.</param>
/// <param name="Text">Wrapped here; cut at 8,000 characters.</param>
public sealed record NoticeMessage(string From, string To, string Subject, string Text)
{
    private const int MaxSubject = 200;
    private const int MaxText = 8_000;

    /// <summary>Where lines of text are broken (RFC 5322 §2.1.1 asks for no more than 78).</summary>
    private const int LineLength = 72;

    /// <summary>The whole message, with CRLF.</summary>
    /// <param name="hostName">Ours, for the Message-ID.</param>
    /// <param name="now">For the Date.</param>
    public byte[] ToOctets(string hostName, DateTimeOffset now)
    {
        string date = now.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        var all = new StringBuilder()
            .Append("From: ").Append(Plain(From)).Append("\r\n")
            .Append("To: ").Append(Plain(To)).Append("\r\n")
            .Append("Subject: ").Append(Plain(Cut(Subject, MaxSubject))).Append("\r\n")
            .Append("Date: ").Append(date).Append("\r\n")
            .Append("Message-ID: <").Append(ShortId.Next()).Append('@').Append(Plain(hostName)).Append(">\r\n")
            .Append("Auto-Submitted: auto-generated\r\n")
            .Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n\r\n");
        foreach (string line in Wrapped(Plain(Cut(Text, MaxText))))
        {
            all.Append(line).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(all.ToString());
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private static string Plain(string text) => string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));

    private static IEnumerable<string> Wrapped(string text)
    {
        while (text.Length > LineLength)
        {
            int at = text.LastIndexOf(' ', LineLength);
            at = at > 0 ? at : LineLength;
            yield return text[..at];
            text = text[at..].TrimStart(' ');
        }

        yield return text;
    }
}
