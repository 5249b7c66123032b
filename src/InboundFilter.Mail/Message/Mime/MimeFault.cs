namespace InboundFilter.Mail.Message.Mime;

/// <summary>What is wrong with a part's structure. Where readers differ about such a part, one may see what another does not.</summary>
public enum MimeFault
{
    /// <summary>The message has more than <see cref="MimeLimits.MaxParts"/>; from there on it is one opaque rest.</summary>
    TooManyParts,

    /// <summary>A multipart or message lies at <see cref="MimeLimits.MaxDepth"/> and was not opened.</summary>
    TooDeep,

    /// <summary>The header section is longer than what is kept of it, or all of them together are.</summary>
    HeaderTooLong,

    /// <summary>The boundary is longer than <see cref="MimeLimits.MaxBoundaryLength"/>; the multipart was not opened.</summary>
    BoundaryTooLong,

    /// <summary>A multipart without (or with an empty) boundary; it was not opened.</summary>
    MissingBoundary,

    /// <summary>No delimiter line came in a multipart.</summary>
    NoParts,

    /// <summary>A multipart ended, by an outer delimiter or with the message, before its close delimiter.</summary>
    MissingClose,

    /// <summary>A delimiter line holds more than the boundary; RFC 2046 §5.1.1 takes it for one, many readers do not.</summary>
    InexactDelimiter,

    /// <summary>The multipart has the boundary of one that it lies in (RFC 2046 §5.1.2 forbids it).</summary>
    RepeatedBoundary,

    /// <summary>The header section ends without a blank line: at a delimiter, at a line that is no field, or with the message.</summary>
    HeaderNotEnded,

    /// <summary>There are several fields of which there may be one (Content-Type and the like); the topmost was taken.</summary>
    RepeatedField,

    /// <summary>The Content-Type cannot be read; the part is taken for text/plain (RFC 2045 §5.2).</summary>
    BadContentType,

    /// <summary>The parameters of the Content-Type are such that readers take them differently: one comes twice, a section is missing, a quote has no end,
    /// or there are too many.</summary>
    BadParameters,

    /// <summary>The transfer encoding is none we know; its octets are left as they are (RFC 2045 §6.4).</summary>
    UnknownEncoding,

    /// <summary>A multipart or message in base64 or the like, which RFC 2045 §6.4 forbids. A multipart is read as if it were not; a message
    /// is not opened.</summary>
    EncodedComposite,
}
