using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Arc;

/// <summary>A readable ARC-Seal (RFC 8617 §4.1.3): what its sealer found of the chain before him, and his signature over the sets up to his own.</summary>
/// <param name="ChainStatus">cv=: none, pass or fail.</param>
internal sealed record ArcSeal(HeaderField Field, SignerTags Signer, string ChainStatus)
{
    /// <summary>Null with a reason when a tag lacks or is not what it must be. RFC 8301 came before ARC, so SHA-1 never counts; h= must not stand here.</summary>
    public static ArcSeal? Read(HeaderField field, TagList tags, out string? fault)
    {
        if (SignerTags.Read(tags, out fault) is not { } signer)
        {
            return null;
        }

        fault = signer.Algorithm.IsObsolete ? "a= is rsa-sha1"
            : tags["h"] is not null ? "h= has no place in a seal"
            : tags["cv"] is not ("none" or "pass" or "fail") ? "cv= is none of none, pass and fail"
            : null;
        return fault is null ? new ArcSeal(field, signer, tags["cv"]!) : null;
    }
}
