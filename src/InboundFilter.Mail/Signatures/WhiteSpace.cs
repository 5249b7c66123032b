namespace InboundFilter.Mail.Signatures;

/// <summary>White space as signatures mean it: SP and HTAB (RFC 6376 §2.8), with the line ends of folding.</summary>
internal static class WhiteSpace
{
    /// <summary>SP, HTAB, CR and LF.</summary>
    public const string Characters = " \t\r\n";

    /// <summary>SP and HTAB.</summary>
    public static ReadOnlySpan<byte> Blanks => " \t"u8;
}
