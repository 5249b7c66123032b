using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>The one connection that writes, with what is prepared on it. Not thread-safe.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private bool? _isDurable;
    private DecisionInsert? _decisions;

    public SqliteWriter(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>Prepared when first needed.</summary>
    public DecisionInsert Decisions => _decisions ??= new DecisionInsert(Connection);

    /// <summary>Runs a write in a transaction of its own.</summary>
    /// <param name="isDurable">Whether the commit waits until the disk has it (PRAGMA synchronous FULL rather than NORMAL). Either way it survives the end of the process.</param>
    /// <param name="write">What to do; false for taking it all back.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    public bool Transact(bool isDurable, Func<SqliteWriter, bool> write)
    {
        if (_isDurable != isDurable)
        {
            Execute(isDurable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            _isDurable = isDurable;
        }

        Execute("BEGIN IMMEDIATE");
        bool isKept = false;
        try
        {
            isKept = write(this);
            if (isKept)
            {
                isKept = false;
                Execute("COMMIT");
                isKept = true;
            }

            return isKept;
        }
        finally
        {
            if (!isKept)
            {
                // Some faults have rolled back already; then this one fails, and nobody minds.
                _ = raw.sqlite3_exec(Connection.Handle, "ROLLBACK");
            }
        }
    }

    /// <summary>Runs a statement without the provider's own waiting for locks, which goes on for seconds beyond the busy time-out.</summary>
    public void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(Connection.Handle, sql), Connection.Handle);

    public void Dispose()
    {
        _decisions?.Dispose();
        Connection.Dispose();
    }
}
