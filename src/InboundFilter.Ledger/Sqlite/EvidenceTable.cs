using System.Net;
using Dapper;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Ledger.Sqlite;

internal sealed class EvidenceTable(SqliteFile file) : IEvidenceStore
{
    /// <summary>Evidence whose fingerprints are read at a time.</summary>
    private const int FingerprintBatch = 500;

    public Task<EvidenceRecord?> FindAsync(Reference id, CancellationToken cancellation) => file.ReadAsync(
        c =>
        {
            var key = new { Id = id.ToString() };
            var row = c.QuerySingleOrDefault<EvidenceRow>($"SELECT {EvidenceRow.AllColumns} FROM evidence WHERE id = @Id", key);
            return row?.ToRecord(
            [
                .. c.Query<FingerprintRow>("SELECT kind AS Kind, value AS Value FROM evidence_fingerprints WHERE evidence = @Id ORDER BY kind, value", key)
                    .Select(f => new Fingerprint(f.Kind, f.Value)),
            ]);
        },
        cancellation);

    public Task<IReadOnlyList<EvidenceRecord>> SearchAsync(EvidenceQuery query, int limit, CancellationToken cancellation)
    {
        var (where, parameters) = Conditions(query);
        parameters.Add("Limit", Bounds.Page(limit, IEvidenceStore.MaxPage));
        parameters.Add("Skip", query.Skip);
        return file.ReadAsync<IReadOnlyList<EvidenceRecord>>(
            c =>
            [
                .. c.Query<EvidenceRow>($"SELECT {EvidenceRow.ShortColumns} FROM evidence WHERE {where} ORDER BY time_ms DESC, id LIMIT @Limit OFFSET @Skip", parameters)
                    .Select(r => r.ToRecord([])),
            ],
            cancellation);
    }

    public Task<int> CountAddressesAsync(EvidenceQuery query, CancellationToken cancellation)
    {
        var (where, parameters) = Conditions(query);
        return file.ReadAsync(c => c.ExecuteScalar<int>($"SELECT COUNT(DISTINCT address) FROM evidence WHERE {where}", parameters), cancellation);
    }

    public Task<IReadOnlyList<FingerprintMatch>> MatchAsync(
        IReadOnlyList<Fingerprint> fingerprints, DateTimeOffset since, int limit, CancellationToken cancellation)
    {
        Bounds.Page(limit, IEvidenceStore.MaxPage);
        const string Sql = """
            SELECT e.id AS Id, e.kind AS EvidenceKind, e.time_ms AS TimeMs, f.kind AS Kind, f.value AS Value
            FROM evidence_fingerprints f JOIN evidence e ON e.id = f.evidence
            WHERE f.kind = @Kind AND f.value = @Value AND e.time_ms >= @Since ORDER BY e.time_ms DESC, e.id LIMIT @Limit
            """;
        return file.ReadAsync<IReadOnlyList<FingerprintMatch>>(
            c =>
            [
                .. fingerprints.Take(EvidenceRecord.MaxFingerprints)
                    .SelectMany(f => c.Query<FingerprintRow>(Sql, new { f.Kind, f.Value, Since = Column.Of(since), Limit = limit }))
                    .OrderByDescending(r => r.TimeMs).Take(limit)
                    .Select(r => new FingerprintMatch(
                        Reference.Parse(r.Id), StoredWords.Read<EvidenceKind>(r.EvidenceKind), Column.Time(r.TimeMs), new Fingerprint(r.Kind, r.Value))),
            ],
            cancellation);
    }

    /// <remarks>In several readings, so that no snapshot is held open over all of them; evidence that is deleted meanwhile is left out.</remarks>
    public async Task<IReadOnlyList<EvidenceRecord>> FingerprintedAsync(
        IReadOnlyList<EvidenceKind> kinds, IReadOnlyList<string> fingerprintKinds, DateTimeOffset since, int limit, CancellationToken cancellation)
    {
        const string Sql = $"""
            SELECT {EvidenceRow.ShortColumns} FROM evidence
            WHERE kind IN @Kinds AND time_ms >= @Since
                AND EXISTS (SELECT 1 FROM evidence_fingerprints f WHERE f.evidence = evidence.id AND f.kind IN @FingerprintKinds)
            ORDER BY time_ms DESC, id LIMIT @Limit
            """;
        var parameters = new
        {
            Kinds = kinds.Select(StoredWords.Of).ToArray(),
            FingerprintKinds = fingerprintKinds.ToArray(),
            Since = Column.Of(since),
            Limit = Bounds.Page(limit, int.MaxValue),
        };
        var rows = await file.ReadAsync(c => c.Query<EvidenceRow>(Sql, parameters).ToList(), cancellation);
        var found = new List<EvidenceRecord>(rows.Count);
        foreach (var some in rows.Chunk(FingerprintBatch))
        {
            var fingerprints = await FingerprintsAsync(some.Select(r => r.Id), fingerprintKinds, cancellation);
            found.AddRange(some.Where(r => fingerprints.Contains(r.Id)).Select(r => r.ToRecord([.. fingerprints[r.Id]])));
        }

        return found;
    }

    private Task<ILookup<string, Fingerprint>> FingerprintsAsync(IEnumerable<string> evidence, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        const string Sql = """
            SELECT evidence AS Id, kind AS Kind, value AS Value FROM evidence_fingerprints
            WHERE evidence IN @Ids AND kind IN @Kinds ORDER BY evidence, kind, value
            """;
        var parameters = new { Ids = evidence.ToArray(), Kinds = kinds.ToArray() };
        return file.ReadAsync(c => c.Query<FingerprintRow>(Sql, parameters).ToLookup(r => r.Id, r => new Fingerprint(r.Kind, r.Value)), cancellation);
    }

    private static (string Where, DynamicParameters Parameters) Conditions(EvidenceQuery query)
    {
        var conditions = new List<string> { "1 = 1" };
        var parameters = new DynamicParameters();
        void Add(object? value, string condition, string name)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                parameters.Add(name, value);
            }
        }

        Add(query.Kinds.Count == 0 ? null : query.Kinds.Select(StoredWords.Of).ToArray(), "kind IN @Kinds", "Kinds");
        Add(Column.Of(query.Since), "time_ms >= @Since", "Since");
        Add(Column.Of(query.Decision), "decision = @Decision", "Decision");
        if (query.Subject is { } subject)
        {
            switch (subject.Kind)
            {
                case SubjectKind.Address:
                    Add(Column.Of(IPAddress.Parse(subject.Key)), "address = @Address", "Address");
                    break;
                case SubjectKind.Network:
                    var (first, last) = Column.Range(IPNetwork.Parse(subject.Key));
                    Add(first, "address BETWEEN @First AND @Last", "First");
                    parameters.Add("Last", last);
                    break;
                case SubjectKind.Isp when subject.TryGetAsNumber(out uint number):
                    Add((long)number, "as_number = @AsNumber", "AsNumber");
                    break;
                case SubjectKind.Isp:
                    Add(subject.Key, "isp_domain = @IspDomain", "IspDomain");
                    break;
                case SubjectKind.Domain:
                    Add(subject.Key, "(domain = @Domain OR substr(domain, -length(@Domain) - 1) = '.' || @Domain)", "Domain");
                    break;
                default:
                    Add(subject.Key, "sender = @Sender", "Sender");
                    break;
            }
        }

        return (string.Join(" AND ", conditions), parameters);
    }

    private sealed class FingerprintRow
    {
        public string Id { get; init; } = string.Empty;

        public string EvidenceKind { get; init; } = string.Empty;

        public long TimeMs { get; init; }

        public string Kind { get; init; } = string.Empty;

        public string Value { get; init; } = string.Empty;
    }
}
