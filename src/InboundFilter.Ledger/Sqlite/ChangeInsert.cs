using Dapper;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Requests;
using Microsoft.Data.Sqlite;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>Writes a change, inside a transaction.</summary>
internal sealed class ChangeInsert(SqliteConnection connection)
{
    /// <returns>False when something was changed by others since it was read; the transaction must be taken back.</returns>
    public bool Execute(LedgerChange change)
    {
        Evidence(change.Evidence);
        if (!Blocks(change) || !Grants(change) || !Requests(change))
        {
            return false;
        }

        connection.Execute(
            """
            INSERT INTO request_messages (request, time_ms, from_sender, author, text)
            VALUES (@Request, @TimeMs, @IsFromSender, @Author, @Text)
            """,
            change.Messages.Select(m => new
            {
                Request = m.Request.ToString(),
                TimeMs = Column.Of(m.Time),
                m.IsFromSender,
                m.Author,
                Text = Cut(m.Text, RequestRecord.MaxTextLength),
            }));
        Correspondence(change);
        connection.Execute(
            """
            INSERT INTO notices (id, kind, time_ms, subject_kind, subject, receiver, text, was_sent)
            VALUES (@Id, @Kind, @TimeMs, @SubjectKind, @Subject, @Receiver, @Text, @WasSent)
            """,
            change.Notices.Select(n => new
            {
                Id = n.Id.ToString(),
                Kind = StoredWords.Of(n.Kind),
                TimeMs = Column.Of(n.Time),
                SubjectKind = StoredWords.Of(n.Subject.Kind),
                Subject = n.Subject.Key,
                n.Receiver,
                Text = Cut(n.Text, RequestRecord.MaxTextLength),
                n.WasSent,
            }));
        connection.Execute(
            "INSERT INTO audit (time_ms, who, action, target, before, after) VALUES (@TimeMs, @Who, @Action, @Target, @Before, @After)",
            change.Audit.Select(a => new { TimeMs = Column.Of(a.Time), a.Who, a.Action, a.Target, a.Before, a.After }));
        return true;
    }

    private void Evidence(IReadOnlyList<EvidenceRecord> evidence)
    {
        foreach (var e in evidence)
        {
            connection.Execute(
                """
                INSERT INTO evidence (
                    id, kind, time_ms, address, as_number, isp_domain, domain, domain_authenticated, sender, decision, summary,
                    authentication_results, header, sample)
                VALUES (
                    @Id, @Kind, @TimeMs, @Address, @AsNumber, @IspDomain, @Domain, @DomainIsAuthenticated, @Sender, @Decision, @Summary,
                    @AuthenticationResults, @Header, @Sample)
                """,
                new
                {
                    Id = e.Id.ToString(),
                    Kind = StoredWords.Of(e.Kind),
                    TimeMs = Column.Of(e.Time),
                    Address = Column.Of(e.Address),
                    AsNumber = (long?)e.AsNumber,
                    e.IspDomain,
                    e.Domain,
                    e.DomainIsAuthenticated,
                    e.Sender,
                    Decision = Column.Of(e.Decision),
                    Summary = Cut(e.Summary, BlockRecord.MaxReasonLength),
                    AuthenticationResults = e.AuthenticationResults is null ? null : Cut(e.AuthenticationResults, RequestRecord.MaxTextLength),
                    Header = Start(e.Header, EvidenceRecord.MaxHeaderOctets),
                    Sample = Start(e.Sample, EvidenceRecord.MaxSampleOctets),
                });
            connection.Execute(
                "INSERT OR IGNORE INTO evidence_fingerprints (kind, value, evidence) VALUES (@Kind, @Value, @Evidence)",
                e.Fingerprints.Take(EvidenceRecord.MaxFingerprints)
                    .Select(f => new { f.Kind, Value = Cut(f.Value, EvidenceRecord.MaxFingerprintLength), Evidence = e.Id.ToString() }));
        }
    }

    private bool Blocks(LedgerChange change)
    {
        foreach (var block in change.NewBlocks)
        {
            connection.Execute(
                """
                INSERT INTO blocks (
                    id, subject_kind, subject, code, reason, since_ms, until_ms, proof, by_whom, repetition, state, ended_ms, ended_by, version, revision)
                VALUES (
                    @Id, @SubjectKind, @Subject, @Code, @Reason, @SinceMs, @UntilMs, @Proof, @By, @Repetition, @State, @EndedMs, @EndedBy, 1, @Revision)
                """,
                Row(block));
            Rests(block);
        }

        foreach (var block in change.ChangedBlocks)
        {
            int changed = connection.Execute(
                """
                UPDATE blocks SET reason = @Reason, since_ms = @SinceMs, until_ms = @UntilMs, proof = @Proof, by_whom = @By, repetition = @Repetition,
                    state = @State, ended_ms = @EndedMs, ended_by = @EndedBy, version = version + 1, revision = @Revision
                WHERE id = @Id AND version = @Version
                """,
                Row(block));
            if (changed == 0)
            {
                return false;
            }

            Rests(block);
        }

        return true;
    }

    private void Rests(BlockRecord block) => connection.Execute(
        "INSERT OR IGNORE INTO block_evidence (block, evidence) VALUES (@Block, @Evidence)",
        block.Evidence.Select(e => new { Block = block.Id.ToString(), Evidence = e.ToString() }));

    private object Row(BlockRecord block) => new
    {
        Id = block.Id.ToString(),
        SubjectKind = StoredWords.Of(block.Subject.Kind),
        Subject = block.Subject.Key,
        block.Code,
        Reason = Cut(block.Reason, BlockRecord.MaxReasonLength),
        SinceMs = Column.Of(block.Since),
        UntilMs = Column.Of(block.Until),
        block.Proof,
        block.By,
        block.Repetition,
        State = StoredWords.Of(block.State),
        EndedMs = Column.Of(block.Ended),
        block.EndedBy,
        block.Version,
        Revision = NextRevision(connection),
    };

    private bool Grants(LedgerChange change)
    {
        foreach (var grant in change.NewGrants)
        {
            connection.Execute(
                """
                INSERT INTO grants (id, subject_kind, subject, reason, by_whom, created_ms, until_ms, request, revoked_ms, revoked_by, version, revision)
                VALUES (@Id, @SubjectKind, @Subject, @Reason, @By, @CreatedMs, @UntilMs, @Request, @RevokedMs, @RevokedBy, 1, @Revision)
                """,
                Row(grant));
        }

        return change.ChangedGrants.All(grant => connection.Execute(
            """
            UPDATE grants SET reason = @Reason, by_whom = @By, until_ms = @UntilMs, request = @Request, revoked_ms = @RevokedMs, revoked_by = @RevokedBy,
                version = version + 1, revision = @Revision
            WHERE id = @Id AND version = @Version
            """,
            Row(grant)) == 1);
    }

    private object Row(GrantRecord grant) => new
    {
        Id = grant.Id.ToString(),
        SubjectKind = StoredWords.Of(grant.Subject.Kind),
        Subject = grant.Subject.Key,
        Reason = Cut(grant.Reason, BlockRecord.MaxReasonLength),
        grant.By,
        CreatedMs = Column.Of(grant.Created),
        UntilMs = Column.Of(grant.Until),
        Request = Column.Of(grant.Request),
        RevokedMs = Column.Of(grant.Revoked),
        grant.RevokedBy,
        grant.Version,
        Revision = NextRevision(connection),
    };

    private bool Requests(LedgerChange change)
    {
        foreach (var request in change.NewRequests)
        {
            connection.Execute(
                """
                INSERT INTO requests (
                    id, created_ms, decision, code, about_kind, about, joined, subject_kind, subject, name, role, contact, wants_mail, language, secret_hash,
                    statement, proof, state, changed_ms, version)
                VALUES (
                    @Id, @CreatedMs, @Decision, @Code, @AboutKind, @About, @Joined, @SubjectKind, @Subject, @Name, @Role, @Contact, @WantsMail, @Language, @SecretHash,
                    @Statement, @Proof, @State, @ChangedMs, 1)
                """,
                Row(request));
        }

        return change.ChangedRequests.All(request => connection.Execute(
            """
            UPDATE requests SET decision = @Decision, code = @Code, about_kind = @AboutKind, about = @About, joined = @Joined, subject_kind = @SubjectKind,
                subject = @Subject, name = @Name, role = @Role, contact = @Contact, wants_mail = @WantsMail, language = @Language, secret_hash = @SecretHash,
                statement = @Statement, proof = @Proof, state = @State, changed_ms = @ChangedMs, version = version + 1
            WHERE id = @Id AND version = @Version
            """,
            Row(request)) == 1);
    }

    private void Correspondence(LedgerChange change)
    {
        connection.Execute(
            """
            INSERT INTO request_proofs (request, kind, domain, token, state, changed_ms) VALUES (@Request, @Kind, @Domain, @Token, @State, @ChangedMs)
            ON CONFLICT (request, kind, domain) DO UPDATE SET token = excluded.token, state = excluded.state, changed_ms = excluded.changed_ms
            """,
            change.Proofs.Select(p => new
            {
                Request = p.Request.ToString(),
                Kind = StoredWords.Of(p.Kind),
                p.Domain,
                p.Token,
                State = StoredWords.Of(p.State),
                ChangedMs = Column.Of(p.Changed),
            }));
        connection.Execute(
            "INSERT INTO request_mails (id, request, kind, receiver, time_ms, message) VALUES (@Id, @Request, @Kind, @Receiver, @TimeMs, @Message)",
            change.Mails.Select(m => new
            {
                Id = m.Id.ToString(),
                Request = m.Request.ToString(),
                Kind = StoredWords.Of(m.Kind),
                m.Receiver,
                TimeMs = Column.Of(m.Time),
                m.Message,
            }));
    }

    private static object Row(RequestRecord request) => new
    {
        Id = request.Id.ToString(),
        CreatedMs = Column.Of(request.Created),
        Decision = Column.Of(request.Decision),
        request.Code,
        AboutKind = request.About is { } about ? StoredWords.Of(about.Kind) : null,
        About = request.About?.Key,
        Joined = Column.Of(request.Joined),
        SubjectKind = request.Subject is { } subject ? StoredWords.Of(subject.Kind) : null,
        Subject = request.Subject?.Key,
        Name = request.Name is null ? null : Cut(request.Name, RequestRecord.MaxNameLength),
        Role = request.Role is { } role ? StoredWords.Of(role) : null,
        request.Contact,
        request.WantsMail,
        request.Language,
        request.SecretHash,
        Statement = Cut(request.Statement, RequestRecord.MaxTextLength),
        Proof = request.Proof is null ? null : Cut(request.Proof, RequestRecord.MaxTextLength),
        State = StoredWords.Of(request.State),
        ChangedMs = Column.Of(request.Changed),
        request.Version,
    };

    /// <summary>Writers take turns, so revisions are in the order of the commits.</summary>
    public static long NextRevision(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("UPDATE ledger SET revision = revision + 1 RETURNING revision");

    private static byte[] Start(ReadOnlyMemory<byte> octets, int length) => octets[..Math.Min(octets.Length, length)].ToArray();

    private static string Cut(string text, int length) => Decisions.DecisionLimits.Cut(text, length);
}
