using InboundFilter.Ledger.Blocks;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>A row of grants, as Dapper fills it.</summary>
internal sealed class GrantRow
{
    public const string Columns = """
        id AS Id, subject_kind AS SubjectKind, subject AS Subject, reason AS Reason, by_whom AS ByWhom, created_ms AS CreatedMs, until_ms AS UntilMs,
        request AS Request, revoked_ms AS RevokedMs, revoked_by AS RevokedBy, version AS Version, revision AS Revision
        """;

    public string Id { get; init; } = string.Empty;

    public string SubjectKind { get; init; } = string.Empty;

    public string Subject { get; init; } = string.Empty;

    public string Reason { get; init; } = string.Empty;

    public string ByWhom { get; init; } = string.Empty;

    public long CreatedMs { get; init; }

    public long? UntilMs { get; init; }

    public string? Request { get; init; }

    public long? RevokedMs { get; init; }

    public string? RevokedBy { get; init; }

    public long Version { get; init; }

    public long Revision { get; init; }

    public GrantRecord ToRecord() => new()
    {
        Id = Reference.Parse(Id),
        Subject = Column.Subject(SubjectKind, Subject) ?? throw new FormatException($"\"{Subject}\" is no {SubjectKind}."),
        Reason = Reason,
        By = ByWhom,
        Created = Column.Time(CreatedMs),
        Until = Column.Time(UntilMs),
        Request = Column.Id(Request),
        Revoked = Column.Time(RevokedMs),
        RevokedBy = RevokedBy,
        Version = (int)Version,
    };
}
