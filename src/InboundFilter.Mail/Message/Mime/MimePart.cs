using InboundFilter.Mail.Message.Parameters;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>One part of a message's MIME structure: the message itself, a part of a multipart, or an embedded message. Immutable.</summary>
/// <remarks>Offsets and lengths are of raw octets and count from the first octet of the message's body.</remarks>
public sealed class MimePart
{
    internal MimePart(PartDraft draft)
    {
        (Header, Depth, HeaderOffset, BodyOffset, BodyLength) = (draft.Header, draft.Depth, draft.HeaderOffset, draft.BodyOffset, draft.BodyLength);
        (ContentType, Encoding, Disposition, FileName, ContentId) = (draft.Fields.ContentType, draft.Fields.Encoding, draft.Fields.Disposition, draft.Fields.FileName, draft.Fields.ContentId);
        Children = [.. draft.Children.Select(c => new MimePart(c))];
        Faults = [.. draft.Faults];
    }

    /// <summary>For the message itself, that of the message. Cut at <see cref="MimeLimits.MaxPartHeaderOctets"/> for other parts.</summary>
    public MessageHeader Header { get; }

    /// <summary>As stated, or what RFC 2045 §5.2 (text/plain) and, in a multipart/digest, RFC 2046 §5.1.5 (message/rfc822) say where it is not.</summary>
    public ContentType ContentType { get; }

    public TransferEncoding Encoding { get; }

    /// <summary>The disposition type in lower case (<c>inline</c>, <c>attachment</c>; RFC 2183 §2); null when none is stated.</summary>
    public string? Disposition { get; }

    /// <summary>The <c>filename</c> of Content-Disposition, else the <c>name</c> of Content-Type, decoded; null when there is none. A stranger's words,
    /// never a path to write to (RFC 2183 §5).</summary>
    public string? FileName { get; }

    /// <summary>Content-ID without its angle brackets (RFC 2045 §7).</summary>
    public string? ContentId { get; }

    /// <summary>0 for the message itself.</summary>
    public int Depth { get; }

    /// <summary>Where the header section begins; 0 for the message itself, whose header lies before.</summary>
    public long HeaderOffset { get; }

    /// <summary>Where the body begins, after the blank line.</summary>
    public long BodyOffset { get; }

    /// <summary>Octets of the body without the line end that belongs to the delimiter after it (RFC 2046 §5.1.1); for a multipart or an
    /// embedded message, of all that lies in it with preamble and epilogue.</summary>
    public long BodyLength { get; }

    /// <summary>The parts of a multipart, or the one embedded message; empty for all others.</summary>
    public IReadOnlyList<MimePart> Children { get; }

    /// <summary>At most one of a kind.</summary>
    public IReadOnlyList<MimeFault> Faults { get; }

    /// <summary>The part and all that lies in it, in the order of the message.</summary>
    public IEnumerable<MimePart> SelfAndDescendants() => Children.SelectMany(c => c.SelfAndDescendants()).Prepend(this);
}
