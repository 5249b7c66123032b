using InboundFilter.Mail.Message.Parameters;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>What a part's header section says of its body (RFC 2045 §3).</summary>
/// <param name="ContentType">As stated, or the default.</param>
/// <param name="Encoding">As stated, or 7bit.</param>
/// <param name="Disposition">Lower case; null when none is stated.</param>
/// <param name="FileName">Decoded; null when there is none.</param>
/// <param name="ContentId">Without angle brackets; null when there is none.</param>
/// <param name="Delimiter">That of a multipart; null for all else and where the boundary is missing.</param>
/// <param name="IsMessage">The body is an embedded message that can be read as it comes.</param>
internal sealed record PartFields(
    ContentType ContentType, TransferEncoding Encoding, string? Disposition, string? FileName, string? ContentId, Delimiter? Delimiter, bool IsMessage)
{
    private static readonly ContentType Embedded = new("message", "rfc822", ParameterList.Empty);
    private static readonly PartFields Plain = new(ContentType.Default, TransferEncoding.SevenBit, null, null, null, null, IsMessage: false);

    /// <summary>What a part is of which no header was read.</summary>
    public static PartFields None => Plain;

    /// <summary>The parts of the body are messages where they do not say otherwise (RFC 2046 §5.1.5).</summary>
    public bool IsDigest => ContentType.Is("multipart", "digest");

    /// <param name="header">The part's.</param>
    /// <param name="inDigest">The part lies in a multipart/digest.</param>
    /// <param name="note">Takes what is wrong.</param>
    public static PartFields Read(MessageHeader header, bool inDigest, Action<MimeFault> note)
    {
        var type = ReadType(Only(header, "Content-Type", note), inDigest, note);
        var encoding = Only(header, "Content-Transfer-Encoding", note) is { } stated ? TransferEncodingField.Parse(stated) : TransferEncoding.SevenBit;
        var disposition = Only(header, "Content-Disposition", note) is { } shown ? ContentDisposition.Parse(shown, FieldLimits.Default) : null;
        if (encoding is TransferEncoding.Unknown)
        {
            note(MimeFault.UnknownEncoding);
        }

        bool isMessage = type.Is("message", "rfc822") || type.Is("message", "global");
        bool isEncoded = encoding is not (TransferEncoding.SevenBit or TransferEncoding.EightBit or TransferEncoding.Binary);
        if (isEncoded && (isMessage || type.Type == "multipart"))
        {
            note(MimeFault.EncodedComposite);
        }

        return new PartFields(
            type,
            encoding,
            disposition?.Type is { Length: > 0 } told ? told : null,
            disposition?.FileName ?? type.Parameters["name"],
            Only(header, "Content-ID", note) is { } id ? Unbracketed(id.Value) : null,
            ReadDelimiter(type, note),
            isMessage && !isEncoded);
    }

    private static HeaderField? Only(MessageHeader header, string name, Action<MimeFault> note)
    {
        HeaderField? first = null;
        foreach (var field in header.All(name))
        {
            if (first is not null)
            {
                note(MimeFault.RepeatedField);
                break;
            }

            first = field;
        }

        return first;
    }

    private static ContentType ReadType(HeaderField? field, bool inDigest, Action<MimeFault> note)
    {
        if (field is null)
        {
            return inDigest ? Embedded : ContentType.Default;
        }

        if (ContentType.TryParse(field, FieldLimits.Default) is not { } type || type.Subtype.Length == 0 && type.Type != "multipart")
        {
            note(MimeFault.BadContentType);
            return ContentType.Default;
        }

        if (type.Parameters.Faults.Any(f => f is not ParameterFault.Stray))
        {
            note(MimeFault.BadParameters);
        }

        return type;
    }

    private static Delimiter? ReadDelimiter(ContentType type, Action<MimeFault> note)
    {
        if (type.Type != "multipart")
        {
            return null;
        }

        if (string.IsNullOrEmpty(type.Boundary))
        {
            note(MimeFault.MissingBoundary);
            return null;
        }

        return new Delimiter(type.Boundary);
    }

    private static string Unbracketed(string id) => id is ['<', .. var inner, '>'] ? inner : id;
}
