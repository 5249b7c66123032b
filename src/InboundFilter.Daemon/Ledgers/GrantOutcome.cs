using InboundFilter.Ledger.Blocks;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>What a grant has done.</summary>
/// <param name="Grant">As written.</param>
/// <param name="Lifted">The blocks it has lifted, as they are now.</param>
internal sealed record GrantOutcome(GrantRecord Grant, IReadOnlyList<BlockRecord> Lifted);
