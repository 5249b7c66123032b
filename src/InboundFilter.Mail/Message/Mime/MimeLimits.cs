namespace InboundFilter.Mail.Message.Mime;

/// <summary>Bounds on the MIME structure of a message; the sender decides its size. Going over one is a <see cref="MimeFault"/>, and what is beyond is left opaque.</summary>
public sealed record MimeLimits
{
    public static MimeLimits Default { get; } = new();

    /// <summary>Parts with the message itself, multiparts and embedded messages. Those beyond are not told apart.</summary>
    public int MaxParts { get; init; } = 1000;

    /// <summary>How deep parts may lie in each other; the message itself is at 0. A multipart or message this deep is not opened.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Octets of a boundary. RFC 2046 §5.1.1 allows 70; programs that exceed it are about and are read by everyone.</summary>
    public int MaxBoundaryLength { get; init; } = 256;

    /// <summary>Octets of one part's header section that are kept and read.</summary>
    public int MaxPartHeaderOctets { get; init; } = 64 << 10;

    /// <summary>Octets of all parts' header sections together that are kept and read.</summary>
    public int MaxHeaderOctets { get; init; } = 1 << 20;

    /// <summary>Fields of one part's header section.</summary>
    public int MaxPartFields { get; init; } = 200;
}
