using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Ledger.Desks;

/// <summary>A block that a decision rests on, with what it rests on itself.</summary>
/// <param name="Block">As it is now.</param>
/// <param name="Evidence">What is still kept of it, oldest first; the first <see cref="MaxEvidence"/>.</param>
public sealed record BlockBehind(BlockRecord Block, IReadOnlyList<EvidenceRecord> Evidence)
{
    /// <summary>Pieces of evidence that are shown of one block.</summary>
    public const int MaxEvidence = 50;
}
