using InboundFilter.Ledger.Blocks;

namespace InboundFilter.Ledger.Strikes;

/// <summary>What a strike led to.</summary>
/// <param name="Answer">In one word.</param>
/// <param name="Evidence">Id of what is kept; null when there was enough already.</param>
/// <param name="Made">New blocks, and former ones that begin anew.</param>
/// <param name="Prolonged">Blocks that were in force and last longer now.</param>
public sealed record StrikeOutcome(StrikeAnswer Answer, Reference? Evidence, IReadOnlyList<BlockRecord> Made, IReadOnlyList<BlockRecord> Prolonged);
