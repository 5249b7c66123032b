using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>A row of decisions, as Dapper fills it.</summary>
internal sealed class DecisionRow
{
    public const string Columns = """
        id AS Id, reference AS Reference, time_ms AS TimeMs, session AS Session, address AS Address, reverse_name AS ReverseName,
        confirmation AS Confirmation, as_number AS AsNumber, isp_domain AS IspDomain, country AS Country, helo AS Helo, mail_from AS MailFrom,
        sender_domain AS SenderDomain, recipients AS Recipients, code AS Code, disposition AS Disposition, status AS Status, spoken_at AS SpokenAt,
        decided_at AS DecidedAt, reply AS Reply, evidence AS Evidence, snapshot AS Snapshot, elapsed_us AS ElapsedUs, message_id AS MessageId,
        from_address AS FromAddress, verdicts AS Verdicts
        """;

    public long Id { get; init; }

    public string Reference { get; init; } = string.Empty;

    public long TimeMs { get; init; }

    public string Session { get; init; } = string.Empty;

    public byte[] Address { get; init; } = [];

    public string? ReverseName { get; init; }

    public string? Confirmation { get; init; }

    public long? AsNumber { get; init; }

    public string? IspDomain { get; init; }

    public string? Country { get; init; }

    public string? Helo { get; init; }

    public string? MailFrom { get; init; }

    public string? SenderDomain { get; init; }

    public string Recipients { get; init; } = string.Empty;

    public string? Code { get; init; }

    public string Disposition { get; init; } = string.Empty;

    public string Status { get; init; } = string.Empty;

    public string SpokenAt { get; init; } = string.Empty;

    public string DecidedAt { get; init; } = string.Empty;

    public string Reply { get; init; } = string.Empty;

    public string Evidence { get; init; } = string.Empty;

    public long Snapshot { get; init; }

    public long ElapsedUs { get; init; }

    public string? MessageId { get; init; }

    public string? FromAddress { get; init; }

    public string Verdicts { get; init; } = string.Empty;

    public StoredDecision ToStored() => new()
    {
        Id = Id,
        Reference = Ledger.Reference.Parse(Reference),
        Time = Column.Time(TimeMs),
        SessionId = Session,
        Address = Column.Address(Address)!,
        ReverseName = ReverseName,
        Confirmation = Confirmation is null ? null : StoredWords.Read<Fcrdns>(Confirmation),
        AsNumber = (uint?)AsNumber,
        IspDomain = IspDomain,
        Country = Country,
        Helo = Helo,
        MailFrom = MailFrom,
        SenderDomain = SenderDomain,
        Recipients = Column.List(Recipients),
        Code = Code,
        Disposition = StoredWords.Read<Disposition>(Disposition),
        Status = Status,
        SpokenAt = StoredWords.Read<Stage>(SpokenAt),
        DecidedAt = StoredWords.Read<Stage>(DecidedAt),
        Reply = Reply,
        Evidence = Evidence,
        Snapshot = (int)Snapshot,
        Elapsed = TimeSpan.FromMicroseconds(ElapsedUs),
        MessageId = MessageId,
        From = FromAddress,
        Verdicts = VerdictJson.Read(Verdicts),
    };
}
