using Dapper;
using InboundFilter.Ledger.Blocks;
using Microsoft.Data.Sqlite;

namespace InboundFilter.Ledger.Sqlite;

internal sealed class BlockTable(SqliteFile file) : IBlockStore
{
    public Task<BlockRecord?> FindAsync(Reference id, CancellationToken cancellation) => file.ReadAsync(
        c => WithEvidence(c, c.Query<BlockRow>($"SELECT {BlockRow.Columns} FROM blocks WHERE id = @Id", new { Id = id.ToString() })).SingleOrDefault(),
        cancellation);

    public Task<IReadOnlyList<BlockRecord>> SearchAsync(BlockQuery query, int limit, CancellationToken cancellation)
    {
        var conditions = new List<string> { "1 = 1" };
        var parameters = new DynamicParameters(new { query.Skip, Limit = Bounds.Page(limit, IBlockStore.MaxPage) });
        void Add(object? value, string condition, string name)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                parameters.Add(name, value);
            }
        }

        var kind = query.Subject?.Kind ?? query.Kind;
        Add(kind is { } k ? StoredWords.Of(k) : null, "subject_kind = @Kind", "Kind");
        Add(query.Subject?.Key, "subject = @Subject", "Subject");
        Add(query.Code, "code = @Code COLLATE NOCASE", "Code");
        Add(query.State is { } state ? StoredWords.Of(state) : null, "state = @State", "State");
        Add(Column.Of(query.InForceAt), "state = 'active' AND (until_ms IS NULL OR until_ms > @InForceAt)", "InForceAt");
        Add(Column.Of(query.Evidence), "id IN (SELECT block FROM block_evidence WHERE evidence = @Evidence)", "Evidence");
        string sql = $"SELECT {BlockRow.Columns} FROM blocks WHERE {string.Join(" AND ", conditions)} ORDER BY since_ms DESC, id LIMIT @Limit OFFSET @Skip";
        return file.ReadAsync<IReadOnlyList<BlockRecord>>(c => [.. WithEvidence(c, c.Query<BlockRow>(sql, parameters))], cancellation);
    }

    public Task<GrantRecord?> FindGrantAsync(Reference id, CancellationToken cancellation) => file.ReadAsync(
        c => c.QuerySingleOrDefault<GrantRow>($"SELECT {GrantRow.Columns} FROM grants WHERE id = @Id", new { Id = id.ToString() })?.ToRecord(),
        cancellation);

    public Task<IReadOnlyList<GrantRecord>> SearchGrantsAsync(Subject? subject, DateTimeOffset? inForceAt, int skip, int limit, CancellationToken cancellation)
    {
        string sql = $"""
            SELECT {GrantRow.Columns} FROM grants
            WHERE (@Kind IS NULL OR (subject_kind = @Kind AND subject = @Subject))
                AND (@InForceAt IS NULL OR (revoked_ms IS NULL AND (until_ms IS NULL OR until_ms > @InForceAt)))
            ORDER BY created_ms DESC, id LIMIT @Limit OFFSET @Skip
            """;
        var parameters = new
        {
            Kind = subject is null ? null : StoredWords.Of(subject.Kind),
            Subject = subject?.Key,
            InForceAt = Column.Of(inForceAt),
            Skip = skip,
            Limit = Bounds.Page(limit, IBlockStore.MaxPage),
        };
        return file.ReadAsync<IReadOnlyList<GrantRecord>>(c => [.. c.Query<GrantRow>(sql, parameters).Select(r => r.ToRecord())], cancellation);
    }

    public Task<StandingChanges> ChangesAsync(long after, int limit, CancellationToken cancellation)
    {
        var parameters = new { After = after, Limit = Bounds.Page(limit, IBlockStore.MaxPage) };
        return file.ReadAsync(
            c =>
            {
                var (name, revision) = c.QuerySingle<(string, long)>("SELECT name, revision FROM ledger");
                var blocks = c.Query<BlockRow>($"SELECT {BlockRow.Columns} FROM blocks WHERE revision > @After ORDER BY revision LIMIT @Limit", parameters).AsList();
                var grants = c.Query<GrantRow>($"SELECT {GrantRow.Columns} FROM grants WHERE revision > @After ORDER BY revision LIMIT @Limit", parameters).AsList();

                // Only up to where both are complete.
                long to = Math.Min(blocks.Count == limit ? blocks[^1].Revision : revision, grants.Count == limit ? grants[^1].Revision : revision);
                return new StandingChanges(
                    name,
                    to,
                    [.. blocks.Where(b => b.Revision <= to).Select(b => b.ToRecord([]))],
                    [.. grants.Where(g => g.Revision <= to).Select(g => g.ToRecord())],
                    HasMore: to < revision);
            },
            cancellation);
    }

    private static IEnumerable<BlockRecord> WithEvidence(SqliteConnection connection, IEnumerable<BlockRow> rows)
    {
        foreach (var row in rows.ToList())
        {
            yield return row.ToRecord(
            [
                .. connection.Query<string>("SELECT evidence FROM block_evidence WHERE block = @Id ORDER BY evidence", new { row.Id }).Select(Reference.Parse),
            ]);
        }
    }
}
