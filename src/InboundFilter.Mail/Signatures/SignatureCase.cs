namespace InboundFilter.Mail.Signatures;

/// <summary>One signature or seal, with what its signer must have hashed if nothing was changed since.</summary>
internal sealed record SignatureCase
{
    public required SignerTags Signer { get; init; }

    /// <summary>The hash of the header fields that are signed.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Why the body is not the one that was signed; null when it is, or none is signed.</summary>
    public string? BodyObjection { get; init; }

    /// <summary>The domain of i= is not d= itself but below it, which the key may forbid.</summary>
    public bool IdentityIsBelow { get; init; }
}
