using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>A row of <c>requests</c>.</summary>
internal sealed class RequestRow
{
    public string Id { get; init; } = string.Empty;

    public long CreatedMs { get; init; }

    public string? Decision { get; init; }

    public string? Code { get; init; }

    public string? AboutKind { get; init; }

    public string? About { get; init; }

    public string? Joined { get; init; }

    public string? SubjectKind { get; init; }

    public string? Subject { get; init; }

    public string? Name { get; init; }

    public string? Role { get; init; }

    public string Contact { get; init; } = string.Empty;

    public bool WantsMail { get; init; }

    public string? Language { get; init; }

    public string? SecretHash { get; init; }

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
        Code = Code,
        About = Column.Subject(AboutKind, About),
        Joined = Column.Id(Joined),
        Subject = Column.Subject(SubjectKind, Subject),
        Name = Name,
        Role = Role is null ? null : StoredWords.Read<RequesterRole>(Role),
        Contact = Contact,
        WantsMail = WantsMail,
        Language = Language,
        SecretHash = SecretHash,
        Statement = Statement,
        Proof = Proof,
        State = StoredWords.Read<RequestState>(State),
        Changed = Column.Time(ChangedMs),
        Version = (int)Version,
    };
}
