using System.Globalization;
using Dapper;
using InboundFilter.Smtp;
using Microsoft.Data.Sqlite;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>Brings a file to the version this program knows, or refuses it.</summary>
internal static class SqliteMigration
{
    /// <summary>Marks the file as ours (PRAGMA application_id): "IFLG".</summary>
    public const int ApplicationId = 0x49464C47;

    private static readonly IReadOnlyList<Script> Scripts = Script.All("sqlite");

    /// <summary>The version this program knows.</summary>
    public static int Latest => Scripts.Count;

    /// <summary>Refuses a file of a newer program and one that is no ledger, before anything in it is touched.</summary>
    /// <exception cref="LedgerException">It is one of these.</exception>
    public static void Refuse(SqliteConnection connection, string file)
    {
        int version = Version(connection);
        if (version > Latest)
        {
            throw new LedgerException(
                LedgerFault.TooNew,
                $"{file} is of version {version}, written by a newer program; this one knows up to version {Latest}. Install the newer program, or name another file.");
        }

        bool isOurs = connection.ExecuteScalar<int>("PRAGMA application_id") == ApplicationId;
        if (!isOurs && (version > 0 || connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master") > 0))
        {
            throw new LedgerException(LedgerFault.Other, $"{file} is an SQLite file, but no ledger of ours. Name another file.");
        }
    }

    /// <returns>The version it was brought to; null when there was nothing to do.</returns>
    public static int? Apply(SqliteConnection connection)
    {
        if (Version(connection) == Latest)
        {
            return null;
        }

        using var transaction = connection.BeginTransaction(deferred: false);

        // Another process may have done it while this one waited.
        int version = Version(connection);
        foreach (var script in Scripts.Skip(version))
        {
            connection.Execute(script.Sql);
        }

        if (version == 0)
        {
            connection.Execute("INSERT INTO ledger (one, name, revision) VALUES (1, @Name, 0)", new { Name = ShortId.Next() });
        }

        connection.Execute(string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Latest};"));
        transaction.Commit();
        return Latest;
    }

    private static int Version(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA user_version");
}
