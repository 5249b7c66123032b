using Dapper;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Sqlite;

internal sealed class RequestTable(SqliteFile file) : IRequestStore
{
    private const string Columns = """
        r.id AS Id, created_ms AS CreatedMs, decision AS Decision, code AS Code, about_kind AS AboutKind, about AS About, joined AS Joined,
        subject_kind AS SubjectKind, subject AS Subject, name AS Name, role AS Role, contact AS Contact, wants_mail AS WantsMail, language AS Language,
        secret_hash AS SecretHash, statement AS Statement, proof AS Proof, state AS State, changed_ms AS ChangedMs, version AS Version
        """;

    public async Task<RequestRecord?> FindAsync(Reference id, CancellationToken cancellation) =>
        (await ReadAsync("r.id = @Id", new { Id = id.ToString(), Limit = 1 }, cancellation)).SingleOrDefault();

    public Task<IReadOnlyList<RequestRecord>> SearchAsync(RequestState? state, int limit, CancellationToken cancellation) => ReadAsync(
        state is null ? "1 = 1" : "state = @State",
        new { State = state is { } s ? StoredWords.Of(s) : null, Limit = Bounds.Page(limit, IRequestStore.MaxPage) },
        cancellation);

    public Task<IReadOnlyList<RequestRecord>> QueueAsync(RequestQuery query, int limit, CancellationToken cancellation)
    {
        string sql = $"""
            SELECT {Columns} FROM requests r
            WHERE (@AllStates OR state IN @States) AND (@Kind IS NULL OR (about_kind = @Kind AND about = @About))
            ORDER BY changed_ms {(query.LongestUnchangedFirst ? "ASC" : "DESC")}, r.id LIMIT @Limit OFFSET @Skip
            """;
        var parameters = new
        {
            AllStates = query.States.Count == 0,
            States = query.States.Select(StoredWords.Of).ToArray(),
            Kind = query.About is { } about ? StoredWords.Of(about.Kind) : null,
            About = query.About?.Key,
            query.Skip,
            Limit = Bounds.Page(limit, IRequestStore.MaxPage),
        };
        return file.ReadAsync<IReadOnlyList<RequestRecord>>(c => [.. c.Query<RequestRow>(sql, parameters).Select(r => r.ToRecord())], cancellation);
    }

    public Task<int> CountAsync(RequestState state, CancellationToken cancellation) =>
        file.ReadAsync(c => c.ExecuteScalar<int>("SELECT COUNT(*) FROM requests WHERE state = @State", new { State = StoredWords.Of(state) }), cancellation);

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

    public async Task<RequestRecord?> FindOpenAboutAsync(Subject about, CancellationToken cancellation) => (await ReadAsync(
        "joined IS NULL AND state IN ('open', 'waiting') AND about_kind = @Kind AND about = @About",
        new { Kind = StoredWords.Of(about.Kind), About = about.Key, Limit = 1 },
        cancellation)).SingleOrDefault();

    public async Task<IReadOnlyList<RequestRecord>> JoinedToAsync(Reference request, CancellationToken cancellation) =>
        [.. (await ReadAsync("joined = @Joined", new { Joined = request.ToString(), Limit = IRequestStore.MaxPage }, cancellation)).OrderBy(r => r.Created)];

    public Task<IReadOnlyList<ControlProof>> ProofsAsync(Reference request, CancellationToken cancellation) => file.ReadAsync<IReadOnlyList<ControlProof>>(
        c =>
        [
            .. c.Query<ProofRow>(
                """
                SELECT kind AS Kind, domain AS Domain, token AS Token, state AS State, changed_ms AS ChangedMs FROM request_proofs
                WHERE request = @Request ORDER BY domain, kind LIMIT @Limit
                """,
                new { Request = request.ToString(), Limit = IRequestStore.MaxPage })
                .Select(p => p.ToRecord(request)),
        ],
        cancellation);

    public Task<IReadOnlyList<DueAnswer>> DueAnswersAsync(DateTimeOffset since, int limit, CancellationToken cancellation) => file.ReadAsync<IReadOnlyList<DueAnswer>>(
        c =>
        [
            .. c.Query<RequestRow, AnswerRow, DueAnswer>(
                $"""
                SELECT {Columns}, m.id AS Message, m.text AS Text FROM request_messages m JOIN requests r ON r.id = m.request
                WHERE m.from_sender = 0 AND m.time_ms >= @Since AND r.wants_mail = 1 AND NOT EXISTS (SELECT 1 FROM request_mails s WHERE s.message = m.id)
                ORDER BY m.id LIMIT @Limit
                """,
                (request, answer) => new DueAnswer(answer.Message, request.ToRecord(), answer.Text),
                new { Since = Column.Of(since), Limit = Bounds.Page(limit, IRequestStore.MaxPage) },
                splitOn: "Message"),
        ],
        cancellation);

    public Task<int> CountMailsAsync(RequestMailKind kind, string? receiver, DateTimeOffset since, CancellationToken cancellation) => file.ReadAsync(
        c => c.ExecuteScalar<int>(
            "SELECT COUNT(*) FROM request_mails WHERE time_ms >= @Since AND kind = @Kind AND (@Receiver IS NULL OR receiver = @Receiver)",
            new { Since = Column.Of(since), Kind = StoredWords.Of(kind), Receiver = receiver }),
        cancellation);

    private Task<IReadOnlyList<RequestRecord>> ReadAsync(string where, object parameters, CancellationToken cancellation) =>
        file.ReadAsync<IReadOnlyList<RequestRecord>>(
            c => [.. c.Query<RequestRow>($"SELECT {Columns} FROM requests r WHERE {where} ORDER BY changed_ms DESC, r.id LIMIT @Limit", parameters).Select(r => r.ToRecord())],
            cancellation);

    private sealed class MessageRow
    {
        public long TimeMs { get; init; }

        public bool FromSender { get; init; }

        public string Author { get; init; } = string.Empty;

        public string Text { get; init; } = string.Empty;
    }

    private sealed class AnswerRow
    {
        public long Message { get; init; }

        public string Text { get; init; } = string.Empty;
    }

    private sealed class ProofRow
    {
        public string Kind { get; init; } = string.Empty;

        public string Domain { get; init; } = string.Empty;

        public string Token { get; init; } = string.Empty;

        public string State { get; init; } = string.Empty;

        public long ChangedMs { get; init; }

        public ControlProof ToRecord(Reference request) => new()
        {
            Request = request,
            Kind = StoredWords.Read<ControlProofKind>(Kind),
            Domain = Domain,
            Token = Token,
            State = StoredWords.Read<ControlProofState>(State),
            Changed = Column.Time(ChangedMs),
        };
    }
}
