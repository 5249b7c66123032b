using InboundFilter.Mail.Arc;
using InboundFilter.Mail.Dkim;

namespace InboundFilter.Mail.Signatures;

/// <summary>What the signatures of one message are worth.</summary>
/// <param name="Dkim">One for each DKIM-Signature field, from top to bottom, unreadable ones too; empty for an unsigned message.</param>
/// <param name="Arc">The state of the ARC chain.</param>
public sealed record SignatureResults(IReadOnlyList<DkimResult> Dkim, ArcResult Arc)
{
    /// <summary>Of a message without signatures, and of one whose signatures nobody wanted to know.</summary>
    public static SignatureResults None { get; } = new([], ArcResult.None);
}
