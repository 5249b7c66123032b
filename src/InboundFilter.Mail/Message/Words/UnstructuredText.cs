namespace InboundFilter.Mail.Message.Words;

/// <summary>Reads fields without structure, such as Subject (RFC 5322 §2.2.1): unfolded, trimmed, encoded words decoded.</summary>
public static class UnstructuredText
{
    public static string Parse(HeaderField field) => Parse(field.Text);

    /// <summary>Reads the text of a field, folded or not.</summary>
    public static string Parse(string text) => Parse(text, null);

    internal static string Parse(string text, ScanMeter? meter) => EncodedWords.Decode(text.Trim(' ', '\t', '\r', '\n'), meter);
}
