using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Maintenance;
using InboundFilter.Ledger.Requests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>The ledger in one SQLite file.</summary>
/// <remarks>
/// In WAL mode, so that readers and the one writer do not wait for each other. Decisions and counters are written with PRAGMA synchronous NORMAL,
/// everything else with FULL. A damaged file is moved aside and never deleted; a file that vanishes is begun anew (both only for the keeper).
/// </remarks>
public sealed class SqliteLedger : ILedgerStore
{
    private readonly SqliteFile _file;

    /// <summary>Nothing is opened yet: see <see cref="OpenAsync"/>. Any call opens it when that has not been done or the file had to be closed for trouble.</summary>
    public SqliteLedger(LedgerOptions options, LedgerRole role, TimeProvider time, ILogger<SqliteLedger> log)
    {
        _file = new SqliteFile(options, role, time, log);
        Decisions = new DecisionTable(_file);
        Evidence = new EvidenceTable(_file);
        Blocks = new BlockTable(_file);
        Requests = new RequestTable(_file);
        Counters = new CounterTable(_file);
        Audit = new AuditTable(_file);
        Maintenance = new SqliteMaintenance(_file);
    }

    public IDecisionStore Decisions { get; }

    public IEvidenceStore Evidence { get; }

    public IBlockStore Blocks { get; }

    public IRequestStore Requests { get; }

    public ICounterStore Counters { get; }

    public IAuditStore Audit { get; }

    public ILedgerMaintenance Maintenance { get; }

    /// <summary>For tests: done to each connection that is opened.</summary>
    internal Action<SqliteConnection>? Opened
    {
        get => _file.Opened;
        set => _file.Opened = value;
    }

    /// <summary>Opens the file, checks it after an unclean end, and brings it up to date.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerFault.TooNew"/>: a newer program has written it, and this one must not go on. Others: tried again at the next call.</exception>
    public Task OpenAsync(CancellationToken cancellation) => _file.OpenAsync(cancellation);

    public Task<CommitResult> CommitAsync(LedgerChange change, CancellationToken cancellation) => _file.ExclusiveAsync(
        writer =>
        {
            try
            {
                return writer.Transact(isDurable: true, w => new ChangeInsert(w.Connection).Execute(change)) ? CommitResult.Applied : CommitResult.Conflict;
            }
            catch (SqliteException fault) when (SqliteFaults.IsConflict(fault))
            {
                return CommitResult.Conflict;
            }
        },
        cancellation);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
