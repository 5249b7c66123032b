namespace InboundFilter.Smtp.Wire;

/// <summary>What lies at the front of the octets that a peer has sent so far.</summary>
internal enum LineStatus
{
    /// <summary>Neither a line nor a fault yet.</summary>
    Incomplete,

    /// <summary>A line with its CRLF.</summary>
    Complete,

    /// <summary>More octets without a CRLF than a line may have.</summary>
    TooLong,

    /// <summary>A CR or LF that is not part of a CRLF, or a NUL.</summary>
    BareControl,
}
