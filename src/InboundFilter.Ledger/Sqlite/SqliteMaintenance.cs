using Dapper;
using InboundFilter.Ledger.Maintenance;
using Microsoft.Data.Sqlite;

namespace InboundFilter.Ledger.Sqlite;

internal sealed class SqliteMaintenance(SqliteFile ledger) : ILedgerMaintenance
{
    /// <summary>Evidence comes with up to 128 KiB a row.</summary>
    private const int EvidenceShare = 16;

    /// <summary>What is too old, a kind a statement; each is a transaction of its own.</summary>
    private static readonly (string Sql, bool IsHeavy)[] Purges =
    [
        ("DELETE FROM decisions WHERE id IN (SELECT id FROM decisions WHERE time_ms < @Decisions ORDER BY time_ms LIMIT @Batch)", false),
        ("DELETE FROM blocks WHERE id IN (SELECT id FROM blocks WHERE ended_ms < @Evidence AND state <> 'active' LIMIT @Batch)", false),
        ("""
            DELETE FROM grants WHERE id IN (
                SELECT id FROM grants WHERE created_ms < @Evidence AND (revoked_ms < @Evidence OR until_ms < @Evidence) LIMIT @Batch)
            """, false),
        ("""
            DELETE FROM evidence WHERE id IN (
                SELECT id FROM evidence e WHERE time_ms < @Evidence
                    AND NOT EXISTS (SELECT 1 FROM block_evidence r JOIN blocks b ON b.id = r.block WHERE r.evidence = e.id AND b.state = 'active')
                ORDER BY time_ms LIMIT @Batch)
            """, true),
        ("DELETE FROM requests WHERE id IN (SELECT id FROM requests WHERE state IN ('granted', 'refused', 'closed') AND changed_ms < @Evidence LIMIT @Batch)", false),
        ("DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE time_ms < @Evidence ORDER BY time_ms LIMIT @Batch)", false),
        ("DELETE FROM counters WHERE (subject_kind, subject, hour) IN (SELECT subject_kind, subject, hour FROM counters WHERE hour < @Hour LIMIT @Batch)", false),
    ];

    public Task<DateTimeOffset?> LastPurgeAsync(CancellationToken cancellation) =>
        ledger.ReadAsync(static c => Column.Time(c.ExecuteScalar<long?>("SELECT purged_ms FROM ledger")), cancellation);

    public async Task<int> PurgeAsync(RetentionPeriods periods, DateTimeOffset now, int batch, CancellationToken cancellation)
    {
        int done = 0;
        await ledger.WriteAsync(isDurable: false, w => PutAway(w.Connection, now, batch, ref done), cancellation);
        foreach (var (sql, isHeavy) in Purges)
        {
            var parameters = new
            {
                Decisions = Column.Of(periods.DecisionsBefore),
                Evidence = Column.Of(periods.EvidenceBefore),
                Hour = CounterTable.HourOf(periods.EvidenceBefore),
                Batch = isHeavy ? Math.Max(1, batch / EvidenceShare) : batch,
            };
            await ledger.WriteAsync(
                isDurable: false,
                w =>
                {
                    done += w.Connection.Execute(sql, parameters);
                    return true;
                },
                cancellation);
        }

        return done;
    }

    public Task BackupAsync(string file, CancellationToken cancellation)
    {
        string target = Path.GetFullPath(file);
        string partial = target + ".partial";
        if (File.Exists(target) || File.Exists(partial))
        {
            throw new IOException($"{(File.Exists(target) ? target : partial)} exists already.");
        }

        return ledger.ReadAsync(source => Copy(source, partial, target), cancellation);
    }

    public Task VacuumAsync(CancellationToken cancellation) => ledger.ExclusiveAsync(
        writer =>
        {
            writer.Execute("VACUUM");
            writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return true;
        },
        cancellation);

    public Task<IReadOnlyList<string>> IntegrityAsync(CancellationToken cancellation) => ledger.ReadAsync<IReadOnlyList<string>>(
        c =>
        [
            .. c.Query<string>("PRAGMA integrity_check").Where(line => line != "ok"),
            .. c.Query<string>("SELECT 'row ' || COALESCE(rowid, '?') || ' of ' || \"table\" || ' refers to nothing in ' || parent FROM pragma_foreign_key_check"),
        ],
        cancellation);

    private static bool PutAway(SqliteConnection connection, DateTimeOffset now, int batch, ref int done)
    {
        var over = connection.Query<string>(
            "SELECT id FROM blocks WHERE state = 'active' AND until_ms <= @Now ORDER BY until_ms LIMIT @Batch", new { Now = Column.Of(now), Batch = batch }).AsList();
        foreach (string id in over)
        {
            connection.Execute(
                "UPDATE blocks SET state = 'expired', ended_ms = until_ms, version = version + 1, revision = @Revision WHERE id = @Id",
                new { Id = id, Revision = ChangeInsert.NextRevision(connection) });
        }

        connection.Execute("UPDATE ledger SET purged_ms = @Now", new { Now = Column.Of(now) });
        done += over.Count;
        return true;
    }

    private static bool Copy(SqliteConnection source, string partial, string target)
    {
        try
        {
            using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString()))
            {
                copy.Open();
                source.BackupDatabase(copy);
            }

            File.Move(partial, target, overwrite: false);
            return true;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
