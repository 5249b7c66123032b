using Dapper;
using InboundFilter.Ledger.Counters;

namespace InboundFilter.Ledger.Sqlite;

internal sealed class CounterTable(SqliteFile file) : ICounterStore
{
    private const string Sums = """
        COALESCE(SUM(messages), 0) AS Messages, COALESCE(SUM(refused), 0) AS Refused, COALESCE(SUM(unknown_recipients), 0) AS UnknownRecipients,
        COALESCE(SUM(complaints), 0) AS Complaints, COALESCE(SUM(spam), 0) AS Spam, COALESCE(SUM(faults), 0) AS Faults
        """;

    private const string Condition = "subject_kind = @Kind AND subject = @Subject AND hour >= @From AND hour < @To";

    public Task AddAsync(IReadOnlyList<CounterDelta> deltas, CancellationToken cancellation) => file.WriteAsync(
        isDurable: false,
        writer =>
        {
            writer.Connection.Execute(
                """
                INSERT INTO counters (subject_kind, subject, hour, messages, refused, unknown_recipients, complaints, spam, faults)
                VALUES (@Kind, @Subject, @Hour, @Messages, @Refused, @UnknownRecipients, @Complaints, @Spam, @Faults)
                ON CONFLICT (subject_kind, subject, hour) DO UPDATE SET
                    messages = messages + excluded.messages, refused = refused + excluded.refused,
                    unknown_recipients = unknown_recipients + excluded.unknown_recipients, complaints = complaints + excluded.complaints,
                    spam = spam + excluded.spam, faults = faults + excluded.faults
                """,
                deltas.Select(d => new
                {
                    Kind = StoredWords.Of(d.Subject.Kind),
                    Subject = d.Subject.Key,
                    Hour = HourOf(d.Time),
                    d.Values.Messages,
                    d.Values.Refused,
                    d.Values.UnknownRecipients,
                    d.Values.Complaints,
                    d.Values.Spam,
                    d.Values.Faults,
                }));
            return true;
        },
        cancellation);

    public Task<CounterValues> SumAsync(Subject subject, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) => file.ReadAsync(
        c => c.QuerySingle<CounterRow>($"SELECT 0 AS Hour, {Sums} FROM counters WHERE {Condition}", Parameters(subject, from, until)).ToValues(),
        cancellation);

    public Task<IReadOnlyList<HourlyCounters>> HoursAsync(Subject subject, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        file.ReadAsync<IReadOnlyList<HourlyCounters>>(
            c =>
            [
                .. c.Query<CounterRow>($"SELECT hour AS Hour, {Sums} FROM counters WHERE {Condition} GROUP BY hour ORDER BY hour", Parameters(subject, from, until))
                    .Select(r => new HourlyCounters(DateTimeOffset.UnixEpoch.AddHours(r.Hour), subject, r.ToValues())),
            ],
            cancellation);

    /// <summary>Whole hours since 1970.</summary>
    public static long HourOf(DateTimeOffset time) => (long)Math.Floor((time - DateTimeOffset.UnixEpoch).TotalHours);

    private static object Parameters(Subject subject, DateTimeOffset from, DateTimeOffset until) => new
    {
        Kind = StoredWords.Of(subject.Kind),
        Subject = subject.Key,
        From = Begun(from),
        To = Begun(until),
    };

    /// <summary>The first hour that begins at the instant or later.</summary>
    private static long Begun(DateTimeOffset time) => (long)Math.Ceiling((time - DateTimeOffset.UnixEpoch).TotalHours);

    private sealed class CounterRow
    {
        public long Hour { get; init; }

        public long Messages { get; init; }

        public long Refused { get; init; }

        public long UnknownRecipients { get; init; }

        public long Complaints { get; init; }

        public long Spam { get; init; }

        public long Faults { get; init; }

        public CounterValues ToValues() => new(Messages, Refused, UnknownRecipients, Complaints, Spam, Faults);
    }
}
