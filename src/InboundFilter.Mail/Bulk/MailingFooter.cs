using System.Buffers;
using System.Net;
using System.Text;

namespace InboundFilter.Mail.Bulk;

/// <summary>What the end of a mailing tells of who sends it: for evidence alone, since honest and dishonest senders write alike.</summary>
/// <param name="Identity">The line that names a company by its legal form or register number; null when there is none.</param>
/// <param name="PostalAddress">The line that has a postcode beside a place; null when there is none.</param>
public sealed record MailingFooter(string? Identity, string? PostalAddress)
{
    /// <summary>Characters from the end that are looked at, before mark-up is taken out.</summary>
    private const int MaxText = 8_000;

    private const int MaxLine = 200;

    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t,;|·•()\u00A0");

    private static readonly HashSet<string> LegalWords = new(
        ["ApS", "A/S", "GmbH", "Ltd", "Ltd.", "Limited", "LLC", "Inc", "Inc.", "SARL", "B.V.", "PLC", "plc", "Oy", "S.r.l.", "CVR", "CVR-nr.", "CVR:", "VAT", "HRB", "Org.nr"],
        StringComparer.Ordinal);

    /// <param name="text">Of the body, decoded.</param>
    /// <param name="isHtml">It is HTML.</param>
    public static MailingFooter In(string text, bool isHtml)
    {
        string end = text.Length <= MaxText ? text : text[^MaxText..];
        string? identity = null, address = null;
        foreach (string line in (isHtml ? WithoutTags(end) : end).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length <= MaxLine)
            {
                string[] words = Words(line);
                identity = words.Any(LegalWords.Contains) ? line : identity;
                address = HasPostcode(words) ? line : address;
            }
        }

        return new(identity, address);
    }

    /// <summary>For evidence: <c>footer: no company, postal address "2100 København"</c>.</summary>
    public override string ToString() =>
        $"footer: {(Identity is null ? "no company" : $"company \"{Identity}\"")}, {(PostalAddress is null ? "no postal address" : $"postal address \"{PostalAddress}\"")}";

    private static string[] Words(string line)
    {
        var words = new List<string>();
        var rest = line.AsSpan();
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny(Separators);
            if (end != 0)
            {
                words.Add((end < 0 ? rest : rest[..end]).ToString());
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return [.. words];
    }

    /// <summary>A postcode beside a place: <c>2100 København</c>, <c>TX 78701</c>, <c>EC1A 1BB</c>. The year beside a copyright sign is none.</summary>
    private static bool HasPostcode(string[] words)
    {
        bool isCopyright = words.Any(w => w.Contains('©', StringComparison.Ordinal) || w.Equals("copyright", StringComparison.OrdinalIgnoreCase));
        for (int i = 0; i + 1 < words.Length; i++)
        {
            var (one, two) = (words[i], words[i + 1]);
            if ((IsNumber(one, 4, 5) && two.Length >= 3 && char.IsUpper(two[0]) && char.IsLetter(two[^1]) && !isCopyright)
                || (one.Length == 2 && one.All(char.IsAsciiLetterUpper) && IsNumber(two, 5, 5))
                || (one.Length is >= 2 and <= 4 && char.IsAsciiLetterUpper(one[0]) && one.Any(char.IsAsciiDigit) && one.All(char.IsAsciiLetterOrDigit)
                    && two.Length == 3 && char.IsAsciiDigit(two[0]) && char.IsAsciiLetterUpper(two[1]) && char.IsAsciiLetterUpper(two[2])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNumber(string word, int least, int most) => word.Length >= least && word.Length <= most && word.All(char.IsAsciiDigit);

    /// <summary>HTML as lines of text. Not a parser: what it gets wrong costs a line of evidence.</summary>
    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            int open = rest.IndexOf('<');
            text.Append((open < 0 ? rest : rest[..open]).ToString().ReplaceLineEndings(" "));
            if (open < 0)
            {
                break;
            }

            rest = rest[(open + 1)..];
            int close = rest.IndexOf('>');
            text.Append(EndsLine(rest) ? '\n' : ' ');
            rest = close < 0 ? [] : rest[(close + 1)..];
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static bool EndsLine(ReadOnlySpan<char> tag)
    {
        foreach (string name in new[] { "br", "/p", "/div", "/td", "/tr", "/li", "p", "div", "td", "table" })
        {
            if (tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (tag.Length == name.Length || !char.IsLetterOrDigit(tag[name.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
