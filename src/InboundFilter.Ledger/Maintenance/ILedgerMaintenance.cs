namespace InboundFilter.Ledger.Maintenance;

/// <summary>What keeps the ledger well.</summary>
public interface ILedgerMaintenance
{
    /// <summary>The last time that <see cref="PurgeAsync"/> was told, by this process or one before it; null when it never was.</summary>
    Task<DateTimeOffset?> LastPurgeAsync(CancellationToken cancellation);

    /// <summary>Deletes one batch of what is too old, and puts away blocks whose time is over. Holds the write lock for one batch only.</summary>
    /// <param name="periods">What is too old.</param>
    /// <param name="now">Blocks whose time is over by then are put away; kept for <see cref="LastPurgeAsync"/>.</param>
    /// <param name="batch">Most rows of each kind.</param>
    /// <returns>Rows dealt with; fewer than wanted by a full batch means that all is done, 0 at the latest.</returns>
    Task<int> PurgeAsync(RetentionPeriods periods, DateTimeOffset now, int batch, CancellationToken cancellation);

    /// <summary>Copies the ledger into a new file while it is being written. An existing file is never overwritten.</summary>
    /// <exception cref="IOException">The file exists.</exception>
    Task BackupAsync(string file, CancellationToken cancellation);

    /// <summary>Gives free room back to the disk. Needs as much room again for the time being and stops writers meanwhile.</summary>
    Task VacuumAsync(CancellationToken cancellation);

    /// <summary>Looks for damage: foreign keys too.</summary>
    /// <returns>What is wrong, a line each; empty when all is well.</returns>
    Task<IReadOnlyList<string>> IntegrityAsync(CancellationToken cancellation);
}
