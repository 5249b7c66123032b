namespace InboundFilter.Mail.Message.Words;

/// <summary>Reads phrases between commas, such as Keywords has (RFC 5322 §3.6.5).</summary>
public static class KeywordList
{
    public static IReadOnlyList<string> Parse(HeaderField field, FieldLimits limits) => Parse(field.Text, limits);

    /// <summary>Reads the text of a field, folded or not; empty phrases are left out, comments too.</summary>
    public static IReadOnlyList<string> Parse(string text, FieldLimits limits)
    {
        var keywords = new List<string>();
        var scanner = new FieldScanner(text);
        while (!scanner.AtEnd && keywords.Count < limits.MaxItems)
        {
            string keyword = PhraseReader.Read(ref scanner, ",");
            if (keyword.Length > 0)
            {
                keywords.Add(keyword);
            }

            scanner.Skip();
        }

        return keywords;
    }
}
