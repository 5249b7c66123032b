using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Signatures;

/// <summary>A readable DKIM-Signature or ARC-Message-Signature: what was signed, how, and by whom (RFC 6376 §3.5).</summary>
internal sealed record MessageSignature
{
    /// <summary>The field itself, which is hashed last.</summary>
    public required HeaderField Field { get; init; }

    /// <summary>a=, b=, d= and s=.</summary>
    public required SignerTags Signer { get; init; }

    public SignatureAlgorithm Algorithm => Signer.Algorithm;

    /// <summary>c=, its first half.</summary>
    public required Canonicalization HeaderForm { get; init; }

    /// <summary>c=, its second half.</summary>
    public required Canonicalization BodyForm { get; init; }

    /// <summary>bh=.</summary>
    public required byte[] BodyHash { get; init; }

    /// <summary>h=, as listed.</summary>
    public required IReadOnlyList<string> SignedFields { get; init; }

    /// <summary>l=: octets of the canonical body that are signed; null for all.</summary>
    public required long? BodyLength { get; init; }

    /// <summary>x=; null when it holds for ever.</summary>
    public required DateTimeOffset? Expires { get; init; }
}
