namespace InboundFilter.Mail.Dkim;

/// <summary>What became of one DKIM-Signature field (RFC 6376 §6).</summary>
/// <param name="Result">pass, fail, neutral, policy, temperror or permerror.</param>
public sealed record DkimResult(AuthResult Result)
{
    /// <summary>The signing domain (d=), lower case; null when the field could not be read that far.</summary>
    public string? Domain { get; init; }

    /// <summary>s=; null when unreadable.</summary>
    public string? Selector { get; init; }

    /// <summary>a=, such as <c>rsa-sha256</c>; null when unreadable.</summary>
    public string? Algorithm { get; init; }

    /// <summary>i=, or its default of @ and the domain; null when unreadable.</summary>
    public string? Identity { get; init; }

    /// <summary>The first eight characters of b=, which tell signatures of one domain apart (RFC 6008).</summary>
    public string? SignatureStart { get; init; }

    /// <summary>Header field names that it signs, as h= lists them.</summary>
    public IReadOnlyList<string> SignedFields { get; init; } = [];

    /// <summary>The key says that the domain only tests (t=y): treat a failure as if unsigned.</summary>
    public bool IsTesting { get; init; }

    /// <summary>Why it did not pass; null when it did. May hold a stranger's text.</summary>
    public string? Reason { get; init; }
}
