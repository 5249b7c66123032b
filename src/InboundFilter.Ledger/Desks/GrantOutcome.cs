using InboundFilter.Ledger.Blocks;

namespace InboundFilter.Ledger.Desks;

/// <summary>What a grant has done.</summary>
/// <param name="Grant">As written.</param>
/// <param name="Lifted">The blocks it has lifted, as they are now.</param>
public sealed record GrantOutcome(GrantRecord Grant, IReadOnlyList<BlockRecord> Lifted);
