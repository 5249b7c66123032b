using InboundFilter.Ledger.Blocks;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>A row of blocks, as Dapper fills it.</summary>
internal sealed class BlockRow
{
    public const string Columns = """
        id AS Id, subject_kind AS SubjectKind, subject AS Subject, code AS Code, reason AS Reason, since_ms AS SinceMs, until_ms AS UntilMs,
        proof AS Proof, by_whom AS ByWhom, repetition AS Repetition, state AS State, ended_ms AS EndedMs, ended_by AS EndedBy, version AS Version,
        revision AS Revision
        """;

    public string Id { get; init; } = string.Empty;

    public string SubjectKind { get; init; } = string.Empty;

    public string Subject { get; init; } = string.Empty;

    public string Code { get; init; } = string.Empty;

    public string Reason { get; init; } = string.Empty;

    public long SinceMs { get; init; }

    public long? UntilMs { get; init; }

    public string? Proof { get; init; }

    public string ByWhom { get; init; } = string.Empty;

    public long Repetition { get; init; }

    public string State { get; init; } = string.Empty;

    public long? EndedMs { get; init; }

    public string? EndedBy { get; init; }

    public long Version { get; init; }

    public long Revision { get; init; }

    public BlockRecord ToRecord(IReadOnlyList<Reference> evidence) => new()
    {
        Id = Reference.Parse(Id),
        Subject = Column.Subject(SubjectKind, Subject) ?? throw new FormatException($"\"{Subject}\" is no {SubjectKind}."),
        Code = Code,
        Reason = Reason,
        Since = Column.Time(SinceMs),
        Until = Column.Time(UntilMs),
        Proof = Proof,
        By = ByWhom,
        Evidence = evidence,
        Repetition = (int)Repetition,
        State = StoredWords.Read<BlockState>(State),
        Ended = Column.Time(EndedMs),
        EndedBy = EndedBy,
        Version = (int)Version,
    };
}
