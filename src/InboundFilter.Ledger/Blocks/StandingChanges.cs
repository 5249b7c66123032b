namespace InboundFilter.Ledger.Blocks;

/// <summary>Blocks and grants that have changed, as they are now.</summary>
/// <param name="Ledger">Which file or database this is; another one counts its revisions anew.</param>
/// <param name="Revision">Up to where this goes; ask for what comes after it next.</param>
/// <param name="Blocks">In order of change.</param>
/// <param name="Grants">In order of change.</param>
/// <param name="HasMore">There was more than the limit.</param>
public sealed record StandingChanges(string Ledger, long Revision, IReadOnlyList<BlockRecord> Blocks, IReadOnlyList<GrantRecord> Grants, bool HasMore);
