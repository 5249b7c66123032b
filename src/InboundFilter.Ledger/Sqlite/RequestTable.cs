using Dapper;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Sqlite;

internal sealed class RequestTable(SqliteFile file) : IRequestStore
{
    private const string Columns = """
        id AS Id, created_ms AS CreatedMs, decision AS Decision, subject_kind AS SubjectKind, subject AS Subject, contact AS Contact,
        statement AS Statement, proof AS Proof, state AS State, changed_ms AS ChangedMs, version AS Version
        """;

    public async Task<RequestRecord?> FindAsync(Reference id, CancellationToken cancellation) =>
        (await ReadAsync("id = @Id", new { Id = id.ToString(), Limit = 1 }, cancellation)).SingleOrDefault();

    public Task<IReadOnlyList<RequestRecord>> SearchAsync(RequestState? state, int limit, CancellationToken cancellation) => ReadAsync(
        state is null ? "1 = 1" : "state = @State",
        new { State = state is { } s ? StoredWords.Of(s) : null, Limit = Bounds.Page(limit, IRequestStore.MaxPage) },
        cancellation);

    public Task<IReadOnlyList<RequestRecord>> AboutAsync(Reference decision, CancellationToken cancellation) =>
        ReadAsync("decision = @Decision", new { Decision = decision.ToString(), Limit = IRequestStore.MaxPage }, cancellation);

    public Task<IReadOnlyList<RequestMessage>> ConversationAsync(Reference request, CancellationToken cancellation) =>
        file.ReadAsync<IReadOnlyList<RequestMessage>>(
            c =>
            [
                .. c.Query<MessageRow>(
                    """
                    SELECT time_ms AS TimeMs, from_sender AS FromSender, author AS Author, text AS Text FROM request_messages
                    WHERE request = @Request ORDER BY id LIMIT @Limit
                    """,
                    new { Request = request.ToString(), Limit = IRequestStore.MaxPage })
                    .Select(m => new RequestMessage(request, Column.Time(m.TimeMs), m.FromSender, m.Author, m.Text)),
            ],
            cancellation);

    private Task<IReadOnlyList<RequestRecord>> ReadAsync(string where, object parameters, CancellationToken cancellation) =>
        file.ReadAsync<IReadOnlyList<RequestRecord>>(
            c => [.. c.Query<RequestRow>($"SELECT {Columns} FROM requests WHERE {where} ORDER BY changed_ms DESC, id LIMIT @Limit", parameters).Select(r => r.ToRecord())],
            cancellation);

    private sealed class RequestRow
    {
        public string Id { get; init; } = string.Empty;

        public long CreatedMs { get; init; }

        public string? Decision { get; init; }

        public string? SubjectKind { get; init; }

        public string? Subject { get; init; }

        public string Contact { get; init; } = string.Empty;

        public string Statement { get; init; } = string.Empty;

        public string? Proof { get; init; }

        public string State { get; init; } = string.Empty;

        public long ChangedMs { get; init; }

        public long Version { get; init; }

        public RequestRecord ToRecord() => new()
        {
            Id = Reference.Parse(Id),
            Created = Column.Time(CreatedMs),
            Decision = Column.Id(Decision),
            Subject = Column.Subject(SubjectKind, Subject),
            Contact = Contact,
            Statement = Statement,
            Proof = Proof,
            State = StoredWords.Read<RequestState>(State),
            Changed = Column.Time(ChangedMs),
            Version = (int)Version,
        };
    }

    private sealed class MessageRow
    {
        public long TimeMs { get; init; }

        public bool FromSender { get; init; }

        public string Author { get; init; } = string.Empty;

        public string Text { get; init; } = string.Empty;
    }
}
