namespace InboundFilter.Mail.Message.Words;

/// <summary>Reads the message ids of Message-ID, In-Reply-To and References (RFC 5322 §3.6.4), without their brackets.</summary>
public static class MessageIds
{
    public static IReadOnlyList<string> Parse(HeaderField field, FieldLimits limits) => Parse(field.Text, limits);

    /// <summary>Reads the text of a field, folded or not. Phrases between ids, which RFC 5322 §4.5.4 once allowed, are skipped; words without
    /// brackets count only when nothing has brackets and they hold an at sign.</summary>
    public static IReadOnlyList<string> Parse(string text, FieldLimits limits) => Parse(text, limits, null);

    internal static IReadOnlyList<string> Parse(string text, FieldLimits limits, ScanMeter? meter)
    {
        var ids = new List<string>();
        var bare = new List<string>();
        var scanner = new FieldScanner(text, meter);
        while (!scanner.AtEnd && ids.Count < limits.MaxItems && bare.Count < limits.MaxItems)
        {
            if (scanner.SkipSpaceAndComments())
            {
                continue;
            }

            switch (scanner.Current)
            {
                case '<':
                    Add(ids, Bracketed.Read(ref scanner));
                    break;
                case '"':
                    scanner.ReadQuotedString();
                    break;
                case ',' or ';':
                    scanner.Skip();
                    break;
                default:
                    var word = scanner.ReadWord(",;<(\"");
                    Add(bare, word.Contains('@') ? word.TrimEnd('>').ToString() : string.Empty);
                    break;
            }
        }

        return ids.Count > 0 ? ids : bare;
    }

    private static void Add(List<string> ids, string id)
    {
        if (id.Length > 0)
        {
            ids.Add(id);
        }
    }
}
