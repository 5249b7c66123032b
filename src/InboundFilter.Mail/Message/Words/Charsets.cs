using System.Text;

namespace InboundFilter.Mail.Message.Words;

/// <summary>Turns octets into text by the name of a charset (IANA's character set names, as mail uses them).</summary>
/// <remarks>
/// Known are those of the framework and its code pages. As browsers and mail readers do (WHATWG Encoding Standard §4.2), ISO-8859-1 is read as
/// Windows-1252, and GB2312 as GB 18030. A charset that is unknown, UTF-7 among them, is read as UTF-8 when the octets are UTF-8 and as
/// Windows-1252 otherwise; US-ASCII with octets above 127 likewise. Octets that a charset does not know become U+FFFD. Nothing throws.
/// </remarks>
public static class Charsets
{
    /// <summary>Longest name that is looked up, in characters.</summary>
    public const int MaxNameLength = 40;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    private static readonly Encoding Windows1252 = CodePage("windows-1252")!;

    /// <summary>The text of the octets.</summary>
    /// <param name="octets">As they were before a transfer encoding.</param>
    /// <param name="charset">Its name in any case; null when not told.</param>
    public static string Decode(ReadOnlySpan<byte> octets, string? charset) =>
        (Find(charset) ?? (System.Text.Unicode.Utf8.IsValid(octets) ? Utf8 : Windows1252)).GetString(octets);

    /// <summary>The framework's reading of the charset; null when the name is unknown or says no more than ASCII.</summary>
    public static Encoding? Find(string? charset)
    {
        if (charset is null || charset.Length is 0 or > MaxNameLength)
        {
            return null;
        }

        string name = charset.Trim().ToLowerInvariant();
        return name switch
        {
            "utf-8" or "utf8" => Utf8,
            "us-ascii" or "ascii" or "ansi_x3.4-1968" or "utf-7" or "unicode-1-1-utf-7" => null,
            "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "l1" => Windows1252,
            "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" or "cp936" => CodePage("gb18030"),
            "utf-16" or "utf-16le" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "utf-32" or "utf-32le" => Encoding.UTF32,
            "iso-8859-6-i" or "iso-8859-6-e" => CodePage("iso-8859-6"),
            "iso-8859-8-e" => CodePage("iso-8859-8"),
            "shift-jis" or "sjis" or "cp932" or "ms932" or "windows-31j" => CodePage("shift_jis"),
            "big5-hkscs" or "cp950" => CodePage("big5"),
            "uhc" or "cp949" or "windows-949" or "ms949" => CodePage("ks_c_5601-1987"),
            "tis-620" => CodePage("windows-874"),
            _ => CodePage(name) ?? ByNumber(name),
        };
    }

    /// <summary>Null for an unknown name; no exception is made on the way.</summary>
    private static Encoding? CodePage(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);

    /// <summary>Forms such as <c>cp1251</c>, <c>cp-850</c> and <c>iso8859-15</c>.</summary>
    private static Encoding? ByNumber(string name) => name switch
    {
        ['c', 'p', '-', .. var number] => CodePage($"windows-{number}") ?? CodePage($"ibm{number}"),
        ['c', 'p', .. var number] => CodePage($"windows-{number}") ?? CodePage($"ibm{number}"),
        ['i', 's', 'o', '8' or '_' or ' ', ..] => CodePage($"iso-{name[(name[3] is '8' ? 3 : 4)..]}"),
        ['w', 'i', 'n', .. var number] => CodePage($"windows-{number.TrimStart('-')}"),
        _ => null,
    };
}
