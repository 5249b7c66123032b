using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;

namespace InboundFilter.Portal.Cases;

/// <summary>What a grant would lift.</summary>
/// <param name="Scope">Whom it would be for.</param>
/// <param name="Blocks">Blocks in force within it.</param>
public sealed record GrantTrial(Subject Scope, IReadOnlyList<BlockRecord> Blocks)
{
    /// <summary>Blocks that are listed.</summary>
    public const int MaxShown = 50;
}
