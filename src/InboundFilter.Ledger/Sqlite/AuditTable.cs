using Dapper;
using InboundFilter.Ledger.Audit;

namespace InboundFilter.Ledger.Sqlite;

internal sealed class AuditTable(SqliteFile file) : IAuditStore
{
    public Task<IReadOnlyList<AuditEntry>> SearchAsync(string? target, int skip, int limit, CancellationToken cancellation)
    {
        var parameters = new { Target = target, Skip = Math.Max(skip, 0), Limit = Bounds.Page(limit, IAuditStore.MaxPage) };
        return file.ReadAsync<IReadOnlyList<AuditEntry>>(
            c =>
            [
                .. c.Query<AuditRow>(
                    """
                    SELECT time_ms AS TimeMs, who AS Who, action AS Action, target AS Target, before AS Before, after AS After FROM audit
                    WHERE @Target IS NULL OR target = @Target ORDER BY id DESC LIMIT @Limit OFFSET @Skip
                    """,
                    parameters).Select(r => new AuditEntry(Column.Time(r.TimeMs), r.Who, r.Action, r.Target, r.Before, r.After)),
            ],
            cancellation);
    }

    public Task<IReadOnlyList<NoticeRecord>> NoticesAsync(Subject? subject, DateTimeOffset since, int limit, CancellationToken cancellation)
    {
        var parameters = new
        {
            Kind = subject is null ? null : StoredWords.Of(subject.Kind),
            Subject = subject?.Key,
            Since = Column.Of(since),
            Limit = Bounds.Page(limit, IAuditStore.MaxPage),
        };
        return file.ReadAsync<IReadOnlyList<NoticeRecord>>(
            c =>
            [
                .. c.Query<NoticeRow>(
                    """
                    SELECT id AS Id, kind AS Kind, time_ms AS TimeMs, subject_kind AS SubjectKind, subject AS Subject, receiver AS Receiver, text AS Text,
                        was_sent AS WasSent
                    FROM notices WHERE time_ms >= @Since AND (@Kind IS NULL OR (subject_kind = @Kind AND subject = @Subject))
                    ORDER BY time_ms DESC, id LIMIT @Limit
                    """,
                    parameters).Select(r => r.ToRecord()),
            ],
            cancellation);
    }

    public Task<DateTimeOffset?> LastSentAsync(string receiver, CancellationToken cancellation) => file.ReadAsync(
        c => Column.Time(c.ExecuteScalar<long?>(
            "SELECT MAX(time_ms) FROM notices WHERE receiver = @Receiver AND was_sent = 1", new { Receiver = receiver })),
        cancellation);

    private sealed class AuditRow
    {
        public long TimeMs { get; init; }

        public string Who { get; init; } = string.Empty;

        public string Action { get; init; } = string.Empty;

        public string Target { get; init; } = string.Empty;

        public string? Before { get; init; }

        public string? After { get; init; }
    }

    private sealed class NoticeRow
    {
        public string Id { get; init; } = string.Empty;

        public string Kind { get; init; } = string.Empty;

        public long TimeMs { get; init; }

        public string SubjectKind { get; init; } = string.Empty;

        public string Subject { get; init; } = string.Empty;

        public string? Receiver { get; init; }

        public string Text { get; init; } = string.Empty;

        public bool WasSent { get; init; }

        public NoticeRecord ToRecord() => new()
        {
            Id = Reference.Parse(Id),
            Kind = StoredWords.Read<NoticeKind>(Kind),
            Time = Column.Time(TimeMs),
            Subject = Column.Subject(SubjectKind, Subject) ?? throw new FormatException($"\"{Subject}\" is no {SubjectKind}."),
            Receiver = Receiver,
            Text = Text,
            WasSent = WasSent,
        };
    }
}
