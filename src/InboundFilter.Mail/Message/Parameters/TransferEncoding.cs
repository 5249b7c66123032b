namespace InboundFilter.Mail.Message.Parameters;

/// <summary>How the octets of a body are written (RFC 2045 §6).</summary>
public enum TransferEncoding
{
    /// <summary>The default when the field is absent (RFC 2045 §6.1).</summary>
    SevenBit,
    EightBit,
    Binary,
    QuotedPrintable,
    Base64,

    /// <summary>What <c>x-uuencode</c> and its spellings name; in no standard, but found.</summary>
    Uuencode,

    /// <summary>Any other word: the content must not be guessed at (RFC 2045 §6.4).</summary>
    Unknown,
}
