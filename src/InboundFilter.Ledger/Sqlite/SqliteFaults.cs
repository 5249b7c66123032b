using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>What SQLite's result codes mean to us.</summary>
internal static class SqliteFaults
{
    public static LedgerFault Of(SqliteException fault) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => LedgerFault.Full,
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => LedgerFault.ReadOnly,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => LedgerFault.Locked,
        raw.SQLITE_CANTOPEN => LedgerFault.Gone,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => LedgerFault.Damaged,
        raw.SQLITE_IOERR or raw.SQLITE_NOMEM => LedgerFault.Disk,
        _ => LedgerFault.Other,
    };

    /// <summary>Whether somebody else was faster: an id is taken, or a subject already has an active block.</summary>
    public static bool IsConflict(SqliteException fault) =>
        fault.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY;

    public static LedgerException Wrap(SqliteException fault, string file) =>
        new(Of(fault), $"{file}: {fault.Message}", fault);
}
