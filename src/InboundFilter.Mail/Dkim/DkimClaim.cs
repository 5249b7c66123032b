using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Dkim;

/// <summary>One DKIM-Signature field as read.</summary>
/// <param name="Draft">What it says; also the result, when <paramref name="Signature"/> is null.</param>
/// <param name="Signature">What is to be verified; null when nothing can or need be.</param>
internal sealed record DkimClaim(DkimResult Draft, MessageSignature? Signature)
{
    /// <summary>The domain of i= is not d= itself but below it.</summary>
    public bool IdentityIsBelow { get; init; }
}
