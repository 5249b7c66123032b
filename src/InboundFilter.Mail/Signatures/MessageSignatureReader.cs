using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Signatures;

/// <summary>Reads the tags that DKIM-Signature and ARC-Message-Signature have in common (RFC 6376 §3.5, RFC 8617 §4.1.2).</summary>
internal static class MessageSignatureReader
{
    private const int MaxLengthDigits = 76;

    /// <summary>Null with a reason when a tag lacks or is not what it must be.</summary>
    /// <param name="otherwise">The canonicalization of header and body when there is no c=.</param>
    /// <remarks>Names in h= that no field can have, such as empty ones, find nothing, as every verifier in use takes them.</remarks>
    public static MessageSignature? Read(HeaderField field, TagList tags, Canonicalization otherwise, out string? fault)
    {
        if (SignerTags.Read(tags, out fault) is not { } signer)
        {
            return null;
        }

        byte[]? bodyHash = tags["bh"] is { } bh ? TagValue.Base64(bh) : null;
        long length = 0, expires = 0;
        if (tags["bh"] is null || tags["h"] is null)
        {
            fault = tags["bh"] is null ? "bh= is missing" : "h= is missing";
        }
        else if (bodyHash is null or [])
        {
            fault = "bh= is no base64";
        }
        else if (tags["l"] is { } l && !TagValue.TryNumber(l, MaxLengthDigits, out length))
        {
            fault = "l= is no number";
        }
        else if (tags["q"] is { } q && !TagValue.List(q).Contains("dns/txt"))
        {
            fault = "q= names no way to the key that we know";
        }
        else if (tags["x"] is { } x && !TagValue.TryNumber(x, SignatureTime.MaxDigits, out expires))
        {
            fault = "x= is no time";
        }
        else if (tags["x"] is not null && tags["t"] is { } t && TagValue.TryNumber(t, SignatureTime.MaxDigits, out long signed) && expires <= signed)
        {
            fault = "x= is not after t=";
        }

        if (fault is not null || !TryForms(tags["c"], otherwise, out var header, out var body, ref fault))
        {
            return null;
        }

        return new MessageSignature
        {
            Field = field,
            Signer = signer,
            HeaderForm = header,
            BodyForm = body,
            BodyHash = bodyHash!,
            SignedFields = TagValue.List(tags["h"]!),
            BodyLength = tags["l"] is null ? null : length,
            Expires = tags["x"] is null ? null : SignatureTime.FromSeconds(expires),
        };
    }

    /// <summary>c=: a form for the header and one for the body, which is simple when only the first is given (RFC 6376 §3.5).</summary>
    private static bool TryForms(string? text, Canonicalization otherwise, out Canonicalization header, out Canonicalization body, ref string? fault)
    {
        if (text is null)
        {
            (header, body) = (otherwise, otherwise);
            return true;
        }

        body = Canonicalization.Simple;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (TryForm(slash < 0 ? text : text[..slash], out header) && (slash < 0 || TryForm(text[(slash + 1)..], out body)))
        {
            return true;
        }

        fault = "c= is an unknown canonicalization";
        return false;
    }

    private static bool TryForm(string text, out Canonicalization form)
    {
        form = text == "relaxed" ? Canonicalization.Relaxed : Canonicalization.Simple;
        return text is "relaxed" or "simple";
    }
}
