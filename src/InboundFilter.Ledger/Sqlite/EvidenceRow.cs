using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>A row of evidence, as Dapper fills it.</summary>
internal sealed class EvidenceRow
{
    public const string ShortColumns = """
        id AS Id, kind AS Kind, time_ms AS TimeMs, address AS Address, as_number AS AsNumber, isp_domain AS IspDomain, domain AS Domain,
        domain_authenticated AS DomainAuthenticated, sender AS Sender, decision AS Decision, summary AS Summary,
        authentication_results AS AuthenticationResults
        """;

    public const string AllColumns = ShortColumns + ", header AS Header, sample AS Sample";

    public string Id { get; init; } = string.Empty;

    public string Kind { get; init; } = string.Empty;

    public long TimeMs { get; init; }

    public byte[]? Address { get; init; }

    public long? AsNumber { get; init; }

    public string? IspDomain { get; init; }

    public string? Domain { get; init; }

    public bool DomainAuthenticated { get; init; }

    public string? Sender { get; init; }

    public string? Decision { get; init; }

    public string Summary { get; init; } = string.Empty;

    public string? AuthenticationResults { get; init; }

    public byte[]? Header { get; init; }

    public byte[]? Sample { get; init; }

    public EvidenceRecord ToRecord(IReadOnlyList<Fingerprint> fingerprints) => new()
    {
        Id = Reference.Parse(Id),
        Kind = StoredWords.Read<EvidenceKind>(Kind),
        Time = Column.Time(TimeMs),
        Address = Column.Address(Address),
        AsNumber = (uint?)AsNumber,
        IspDomain = IspDomain,
        Domain = Domain,
        DomainIsAuthenticated = DomainAuthenticated,
        Sender = Sender,
        Decision = Column.Id(Decision),
        Summary = Summary,
        AuthenticationResults = AuthenticationResults,
        Header = Header,
        Sample = Sample,
        Fingerprints = fingerprints,
    };
}
