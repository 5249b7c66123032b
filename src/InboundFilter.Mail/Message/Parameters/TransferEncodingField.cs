using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Parameters;

/// <summary>Reads the Content-Transfer-Encoding field (RFC 2045 §6.1).</summary>
public static class TransferEncodingField
{
    public static TransferEncoding Parse(HeaderField field) => Parse(field.Text);

    /// <summary>Reads the text of a field; an empty one is the default. Common misspellings count.</summary>
    public static TransferEncoding Parse(string text)
    {
        var scanner = new FieldScanner(text);
        scanner.SkipSpaceAndComments();
        string word = (scanner.Current is '"' ? scanner.ReadQuotedString() : scanner.ReadWord(";,(").ToString()).ToLowerInvariant();
        return word switch
        {
            "" or "7bit" or "7-bit" => TransferEncoding.SevenBit,
            "8bit" or "8-bit" => TransferEncoding.EightBit,
            "binary" => TransferEncoding.Binary,
            "quoted-printable" or "quotedprintable" => TransferEncoding.QuotedPrintable,
            "base64" or "base-64" => TransferEncoding.Base64,
            "x-uuencode" or "uuencode" or "x-uue" or "uue" => TransferEncoding.Uuencode,
            _ => TransferEncoding.Unknown,
        };
    }
}
