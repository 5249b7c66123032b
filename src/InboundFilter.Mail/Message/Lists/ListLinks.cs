using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Lists;

/// <summary>Reads the links of List-Unsubscribe, List-Post and the like (RFC 2369 §2), in the sender's order of preference.</summary>
public static class ListLinks
{
    public static IReadOnlyList<ListLink> Parse(HeaderField field, FieldLimits limits) => Parse(field.Text, limits);

    /// <summary>Reads the text of a field, folded or not. Links without brackets count too; the <c>NO</c> of List-Post is no link.</summary>
    public static IReadOnlyList<ListLink> Parse(string text, FieldLimits limits) => Parse(text, limits, null);

    internal static IReadOnlyList<ListLink> Parse(string text, FieldLimits limits, ScanMeter? meter)
    {
        var links = new List<ListLink>();
        var scanner = new FieldScanner(text, meter);
        while (!scanner.AtEnd && links.Count < limits.MaxItems)
        {
            string? uri = null;
            string? comment = null;
            while (!scanner.AtEnd && scanner.Current is not ',' && !(uri is not null && scanner.Current is '<'))
            {
                switch (scanner.Current)
                {
                    case '(':
                        comment = EncodedWords.Decode(FieldScanner.Unescape(scanner.ReadComment()), meter).Trim(' ');
                        break;
                    case '<':
                        uri = Bracketed.Read(ref scanner);
                        break;
                    default:
                        string word = scanner.ReadWord(",(<").ToString();
                        uri ??= word.Contains(':', StringComparison.Ordinal) ? word : null;
                        scanner.SkipSpace();
                        break;
                }
            }

            if (!string.IsNullOrEmpty(uri))
            {
                links.Add(new ListLink(uri, string.IsNullOrEmpty(comment) ? null : comment));
            }

            scanner.Skip(scanner.Current is ',' ? 1 : 0);
        }

        return links;
    }
}
