using System.Globalization;
using Dapper;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Ledger.Sqlite;

internal sealed class DecisionTable(SqliteFile file) : IDecisionStore
{
    private const long HourMilliseconds = 3_600_000;

    public Task AppendAsync(IReadOnlyList<EncodedDecision> decisions, CancellationToken cancellation) => file.WriteAsync(
        isDurable: false,
        writer =>
        {
            foreach (var decision in decisions)
            {
                writer.Decisions.Execute(decision);
            }

            return true;
        },
        cancellation);

    public Task<StoredDecision?> FindAsync(Reference reference, CancellationToken cancellation) => file.ReadAsync(
        c => c.QueryFirstOrDefault<DecisionRow>(
            $"{DecisionFilter.Buckets} SELECT {DecisionRow.Columns} FROM {DecisionFilter.ByBucket} WHERE reference = @Reference LIMIT 1", new { Reference = reference.ToString() })?.ToStored(),
        cancellation);

    public Task<DecisionPage> SearchAsync(DecisionQuery query, long? before, int limit, CancellationToken cancellation)
    {
        Bounds.Page(limit, IDecisionStore.MaxPage);

        // The order is that of the index on time; when the row of the cursor is too old and gone, so is all that came before it.
        var filter = new DecisionFilter(query)
            .Add(before, "(time_ms, id) < ((SELECT time_ms FROM decisions WHERE id = @Before), @Before)", "Before");
        filter.Parameters.Add("Limit", limit + 1);
        return file.ReadAsync(
            c =>
            {
                List<StoredDecision> rows = Read(c.Query<DecisionRow>(
                    $"{filter.With} SELECT {DecisionRow.Columns} FROM {filter.From} WHERE {filter.Where} ORDER BY time_ms DESC, id DESC LIMIT @Limit", filter.Parameters));
                return rows.Count > limit ? new DecisionPage(rows[..limit], rows[limit - 1].Id) : new DecisionPage(rows, null);
            },
            cancellation);
    }

    public Task<IReadOnlyList<StoredDecision>> FollowAsync(DecisionQuery query, long after, int limit, CancellationToken cancellation)
    {
        Bounds.Page(limit, IDecisionStore.MaxPage);
        var filter = new DecisionFilter(query).Add(after, "id > @After", "After");
        filter.Parameters.Add("Limit", limit);
        return file.ReadAsync<IReadOnlyList<StoredDecision>>(
            c => Read(c.Query<DecisionRow>($"SELECT {DecisionRow.Columns} FROM decisions WHERE {filter.Where} ORDER BY id LIMIT @Limit", filter.Parameters)),
            cancellation);
    }

    public Task<long> LastIdAsync(CancellationToken cancellation) =>
        file.ReadAsync(c => c.ExecuteScalar<long>("SELECT COALESCE(MAX(id), 0) FROM decisions"), cancellation);

    public Task<IReadOnlyList<StatisticsRow>> CountAsync(DecisionQuery query, StatisticsKey key, int limit, CancellationToken cancellation)
    {
        Bounds.Page(limit, IDecisionStore.MaxPage);
        var filter = new DecisionFilter(query);
        filter.Parameters.Add("Limit", limit);
        string by = key switch
        {
            StatisticsKey.Code => "code",
            StatisticsKey.Isp => "COALESCE(isp_domain, 'AS' || as_number)",
            StatisticsKey.Country => "country",
            StatisticsKey.SenderDomain => "sender_domain",
            _ => string.Create(CultureInfo.InvariantCulture, $"CAST(time_ms / {HourMilliseconds} AS TEXT)"),
        };
        string order = key is StatisticsKey.Hour ? "MIN(time_ms)" : "Total DESC, Key IS NULL, Key";
        string sql = $"""
            {filter.With} SELECT {by} AS Key, COUNT(*) AS Total,
                SUM(CASE disposition WHEN 'accept' THEN 1 ELSE 0 END) AS Accepted, SUM(CASE disposition WHEN 'mark' THEN 1 ELSE 0 END) AS Marked,
                SUM(CASE disposition WHEN 'defer' THEN 1 ELSE 0 END) AS Deferred, SUM(CASE disposition WHEN 'refuse' THEN 1 ELSE 0 END) AS Refused
            FROM {filter.From} WHERE {filter.Where} GROUP BY 1 ORDER BY {order} LIMIT @Limit
            """;
        return file.ReadAsync<IReadOnlyList<StatisticsRow>>(
            c => [.. c.Query<CountRow>(sql, filter.Parameters).Select(r => r.ToStatistics(key))],
            cancellation);
    }

    private static List<StoredDecision> Read(IEnumerable<DecisionRow> rows) => [.. rows.Select(r => r.ToStored())];

    private sealed class CountRow
    {
        public string? Key { get; init; }

        public long Total { get; init; }

        public long Accepted { get; init; }

        public long Marked { get; init; }

        public long Deferred { get; init; }

        public long Refused { get; init; }

        public StatisticsRow ToStatistics(StatisticsKey key) =>
            new(key is StatisticsKey.Hour && Key is not null ? Hour(Key) : Key, Total, Accepted, Marked, Deferred, Refused);

        private static string Hour(string hours) => Column.Time(long.Parse(hours, CultureInfo.InvariantCulture) * HourMilliseconds)
            .ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
    }
}
