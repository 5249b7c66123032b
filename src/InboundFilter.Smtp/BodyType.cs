namespace InboundFilter.Smtp;

/// <summary>The BODY parameter of MAIL.</summary>
public enum BodyType
{
    /// <summary>Not given, or 7BIT.</summary>
    SevenBit,

    /// <summary>8BITMIME (RFC 6152).</summary>
    EightBitMime,
}
