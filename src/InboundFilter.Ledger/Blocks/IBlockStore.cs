namespace InboundFilter.Ledger.Blocks;

/// <summary>Blocks and grants. Written by <see cref="ILedgerStore.CommitAsync"/>.</summary>
public interface IBlockStore
{
    /// <summary>Largest answer of a search.</summary>
    const int MaxPage = 10_000;

    Task<BlockRecord?> FindAsync(Reference id, CancellationToken cancellation);

    /// <summary>Newest first by <see cref="BlockRecord.Since"/>.</summary>
    Task<IReadOnlyList<BlockRecord>> SearchAsync(BlockQuery query, int limit, CancellationToken cancellation);

    Task<GrantRecord?> FindGrantAsync(Reference id, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    /// <param name="subject">Exactly this one; null for all.</param>
    /// <param name="inForceAt">In force at this instant; null for all.</param>
    /// <param name="skip">How many of the newest to leave out; from 0.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    Task<IReadOnlyList<GrantRecord>> SearchGrantsAsync(Subject? subject, DateTimeOffset? inForceAt, int skip, int limit, CancellationToken cancellation);

    /// <summary>What has changed since a revision, by whatever process.</summary>
    /// <param name="after">0 for everything.</param>
    /// <param name="limit">Most blocks, and most grants, at a time.</param>
    Task<StandingChanges> ChangesAsync(long after, int limit, CancellationToken cancellation);
}
