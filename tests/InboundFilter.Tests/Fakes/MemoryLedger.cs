using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Maintenance;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Tests.Fakes;

/// <summary>A ledger in memory that behaves as one on disk does, for tests of what stands on it. <see cref="Fault"/> makes it fail.</summary>
public sealed class MemoryLedger : ILedgerStore, IDecisionStore, IEvidenceStore, IBlockStore, IRequestStore, ICounterStore, IAuditStore, ILedgerMaintenance
{
    private readonly Lock _gate = new();
    private readonly List<StoredDecision> _decisions = [];
    private readonly List<EvidenceRecord> _evidence = [];
    private readonly Dictionary<Reference, (BlockRecord Block, long Revision)> _blocks = [];
    private readonly Dictionary<Reference, (GrantRecord Grant, long Revision)> _grants = [];
    private readonly Dictionary<Reference, RequestRecord> _requests = [];
    private readonly List<RequestMessage> _messages = [];
    private readonly Dictionary<(Reference Request, ControlProofKind Kind, string Domain), ControlProof> _proofs = [];
    private readonly List<RequestMail> _mails = [];
    private readonly List<NoticeRecord> _notices = [];
    private readonly List<AuditEntry> _audit = [];
    private readonly Dictionary<(Subject Subject, DateTimeOffset Hour), CounterValues> _counters = [];
    private string _name = "memory-1";
    private long _revision;

    /// <summary>When set, every call fails so.</summary>
    public LedgerFault? Fault { get; set; }

    public IDecisionStore Decisions => this;

    public IEvidenceStore Evidence => this;

    public IBlockStore Blocks => this;

    public IRequestStore Requests => this;

    public ICounterStore Counters => this;

    public IAuditStore Audit => this;

    public ILedgerMaintenance Maintenance => this;

    /// <summary>Everything is gone, as when the file was deleted and a new one begun.</summary>
    public void Replace() => Do(() =>
    {
        _name += "'";
        _revision = 0;
        _decisions.Clear();
        _evidence.Clear();
        _blocks.Clear();
        _grants.Clear();
        return true;
    });

    /// <summary>Runs before the next commits, as another process that is faster would.</summary>
    public Func<Task>? BeforeCommit { get; set; }

    public async Task<CommitResult> CommitAsync(LedgerChange change, CancellationToken cancellation)
    {
        await (BeforeCommit?.Invoke() ?? Task.CompletedTask);
        return await CommitAsync(change);
    }

    private Task<CommitResult> CommitAsync(LedgerChange change) => Do(() =>
    {
        if (Conflicts(change))
        {
            return CommitResult.Conflict;
        }

        _evidence.AddRange(change.Evidence);
        foreach (var block in change.NewBlocks)
        {
            _blocks[block.Id] = (block with { Version = 1 }, ++_revision);
        }

        foreach (var block in change.ChangedBlocks)
        {
            _blocks[block.Id] = (block with { Version = block.Version + 1 }, ++_revision);
        }

        foreach (var grant in change.NewGrants)
        {
            _grants[grant.Id] = (grant with { Version = 1 }, ++_revision);
        }

        foreach (var grant in change.ChangedGrants)
        {
            _grants[grant.Id] = (grant with { Version = grant.Version + 1 }, ++_revision);
        }

        foreach (var request in change.NewRequests)
        {
            _requests[request.Id] = request with { Version = 1 };
        }

        foreach (var request in change.ChangedRequests)
        {
            _requests[request.Id] = request with { Version = request.Version + 1 };
        }

        foreach (var proof in change.Proofs)
        {
            _proofs[(proof.Request, proof.Kind, proof.Domain)] = proof;
        }

        _mails.AddRange(change.Mails);
        _messages.AddRange(change.Messages);
        _notices.AddRange(change.Notices);
        _audit.AddRange(change.Audit);
        return CommitResult.Applied;
    });

    public Task AppendAsync(IReadOnlyList<EncodedDecision> decisions, CancellationToken cancellation) => Do(() =>
    {
        foreach (var decision in decisions.Select(d => d.ToStored()).Where(d => _decisions.TrueForAll(known => known.Reference != d.Reference)))
        {
            _decisions.Add(decision with { Id = _decisions.Count + 1 });
        }

        return true;
    });

    Task<StoredDecision?> IDecisionStore.FindAsync(Reference reference, CancellationToken cancellation) =>
        Do(() => _decisions.Find(d => d.Reference == reference));

    public Task<DecisionPage> SearchAsync(DecisionQuery query, long? before, int limit, CancellationToken cancellation) => Do(() =>
    {
        List<StoredDecision> found = [.. _decisions.Where(d => d.Id < (before ?? long.MaxValue) && Fits(d, query)).OrderByDescending(d => d.Id).Take(limit + 1)];
        return new DecisionPage([.. found.Take(limit)], found.Count > limit ? found[limit - 1].Id : null);
    });

    /// <summary>Done each time before decisions are followed.</summary>
    public Func<Task>? Reading { get; set; }

    public async Task<IReadOnlyList<StoredDecision>> FollowAsync(DecisionQuery query, long after, int limit, CancellationToken cancellation)
    {
        await (Reading?.Invoke() ?? Task.CompletedTask);
        return await Do<IReadOnlyList<StoredDecision>>(() => [.. _decisions.Where(d => d.Id > after && Fits(d, query)).Take(limit)]);
    }

    public Task<long> LastIdAsync(CancellationToken cancellation) => Do(() => (long)_decisions.Count);

    public Task<IReadOnlyList<StatisticsRow>> CountAsync(DecisionQuery query, StatisticsKey key, int limit, CancellationToken cancellation) =>
        Fault is null ? throw new NotSupportedException("Count in a real ledger.") : Do<IReadOnlyList<StatisticsRow>>(() => []);

    Task<EvidenceRecord?> IEvidenceStore.FindAsync(Reference id, CancellationToken cancellation) => Do(() => _evidence.Find(e => e.Id == id));

    public Task<IReadOnlyList<EvidenceRecord>> SearchAsync(EvidenceQuery query, int limit, CancellationToken cancellation) =>
        Do<IReadOnlyList<EvidenceRecord>>(() => [.. _evidence.Where(e => Fits(e, query)).OrderByDescending(e => e.Time).Skip(query.Skip).Take(limit)]);

    public Task<int> CountAddressesAsync(EvidenceQuery query, CancellationToken cancellation) =>
        Do(() => _evidence.Where(e => Fits(e, query)).Select(e => e.Address).OfType<IPAddress>().Distinct().Count());

    public Task<IReadOnlyList<FingerprintMatch>> MatchAsync(
        IReadOnlyList<Fingerprint> fingerprints, DateTimeOffset since, int limit, CancellationToken cancellation) =>
        Do<IReadOnlyList<FingerprintMatch>>(() =>
        [
            .. _evidence.Where(e => e.Time >= since).OrderByDescending(e => e.Time)
                .SelectMany(e => e.Fingerprints.Intersect(fingerprints).Select(f => new FingerprintMatch(e.Id, e.Kind, e.Time, f))).Take(limit),
        ]);

    Task<BlockRecord?> IBlockStore.FindAsync(Reference id, CancellationToken cancellation) => Do<BlockRecord?>(() => _blocks.GetValueOrDefault(id).Block);

    public Task<IReadOnlyList<BlockRecord>> SearchAsync(BlockQuery query, int limit, CancellationToken cancellation) =>
        Do<IReadOnlyList<BlockRecord>>(() => [.. _blocks.Values.Select(b => b.Block).Where(b => Fits(b, query)).OrderByDescending(b => b.Since).Skip(query.Skip).Take(limit)]);

    public Task<GrantRecord?> FindGrantAsync(Reference id, CancellationToken cancellation) => Do<GrantRecord?>(() => _grants.GetValueOrDefault(id).Grant);

    public Task<IReadOnlyList<GrantRecord>> SearchGrantsAsync(Subject? subject, DateTimeOffset? inForceAt, int skip, int limit, CancellationToken cancellation) =>
        Do<IReadOnlyList<GrantRecord>>(() =>
        [
            .. _grants.Values.Select(g => g.Grant)
                .Where(g => (subject is null || g.Subject == subject) && (inForceAt is not { } now || g.IsInForce(now)))
                .OrderByDescending(g => g.Created).Skip(skip).Take(limit),
        ]);

    public Task<StandingChanges> ChangesAsync(long after, int limit, CancellationToken cancellation) => Do(() => new StandingChanges(
        _name,
        _revision,
        [.. _blocks.Values.Where(b => b.Revision > after).OrderBy(b => b.Revision).Select(b => b.Block)],
        [.. _grants.Values.Where(g => g.Revision > after).OrderBy(g => g.Revision).Select(g => g.Grant)],
        HasMore: false));

    Task<RequestRecord?> IRequestStore.FindAsync(Reference id, CancellationToken cancellation) => Do(() => _requests.GetValueOrDefault(id));

    public Task<IReadOnlyList<RequestRecord>> SearchAsync(RequestState? state, int limit, CancellationToken cancellation) =>
        Do<IReadOnlyList<RequestRecord>>(() => [.. _requests.Values.Where(r => state is null || r.State == state).OrderByDescending(r => r.Changed).Take(limit)]);

    public Task<IReadOnlyList<RequestRecord>> QueueAsync(RequestQuery query, int limit, CancellationToken cancellation) => Do<IReadOnlyList<RequestRecord>>(() =>
    {
        var found = _requests.Values.Where(r => (query.States.Count == 0 || query.States.Contains(r.State)) && (query.About is null || r.About == query.About));
        var ordered = query.LongestUnchangedFirst ? found.OrderBy(r => r.Changed) : found.OrderByDescending(r => r.Changed);
        return [.. ordered.ThenBy(r => r.Id).Skip(query.Skip).Take(limit)];
    });

    public Task<int> CountAsync(RequestState state, CancellationToken cancellation) => Do(() => _requests.Values.Count(r => r.State == state));

    public Task<IReadOnlyList<RequestRecord>> AboutAsync(Reference decision, CancellationToken cancellation) =>
        Do<IReadOnlyList<RequestRecord>>(() => [.. _requests.Values.Where(r => r.Decision == decision)]);

    public Task<IReadOnlyList<RequestMessage>> ConversationAsync(Reference request, CancellationToken cancellation) =>
        Do<IReadOnlyList<RequestMessage>>(() => [.. _messages.Where(m => m.Request == request)]);

    public Task<RequestRecord?> FindOpenAboutAsync(Subject about, CancellationToken cancellation) =>
        Do(() => _requests.Values.FirstOrDefault(r => IsOpen(r) && r.Joined is null && r.About == about));

    public Task<IReadOnlyList<RequestRecord>> JoinedToAsync(Reference request, CancellationToken cancellation) =>
        Do<IReadOnlyList<RequestRecord>>(() => [.. _requests.Values.Where(r => r.Joined == request).OrderBy(r => r.Created)]);

    public Task<IReadOnlyList<ControlProof>> ProofsAsync(Reference request, CancellationToken cancellation) =>
        Do<IReadOnlyList<ControlProof>>(() => [.. _proofs.Values.Where(p => p.Request == request).OrderBy(p => p.Domain, StringComparer.Ordinal).ThenBy(p => p.Kind)]);

    public Task<IReadOnlyList<DueAnswer>> DueAnswersAsync(DateTimeOffset since, int limit, CancellationToken cancellation) => Do<IReadOnlyList<DueAnswer>>(() =>
    [
        .. _messages.Select((m, i) => (Message: m, Id: i + 1L))
            .Where(m => !m.Message.IsFromSender && m.Message.Time >= since && _requests[m.Message.Request].WantsMail && !_mails.Exists(s => s.Message == m.Id))
            .Select(m => new DueAnswer(m.Id, _requests[m.Message.Request], m.Message.Text)).Take(limit),
    ]);

    public Task<int> CountMailsAsync(RequestMailKind kind, string? receiver, DateTimeOffset since, CancellationToken cancellation) =>
        Do(() => _mails.Count(m => m.Kind == kind && m.Time >= since && (receiver is null || m.Receiver == receiver)));

    public Task AddAsync(IReadOnlyList<CounterDelta> deltas, CancellationToken cancellation) => Do(() =>
    {
        foreach (var delta in deltas)
        {
            var key = (delta.Subject, new DateTimeOffset(delta.Time.UtcDateTime.Date.AddHours(delta.Time.UtcDateTime.Hour), TimeSpan.Zero));
            _counters[key] = _counters.GetValueOrDefault(key) + delta.Values;
        }

        return true;
    });

    public Task<CounterValues> SumAsync(Subject subject, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        Do(() => Hours(subject, from, until).Aggregate(default(CounterValues), (sum, hour) => sum + hour.Values));

    public Task<IReadOnlyList<HourlyCounters>> HoursAsync(Subject subject, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        Do<IReadOnlyList<HourlyCounters>>(() => [.. Hours(subject, from, until)]);

    public Task<IReadOnlyList<AuditEntry>> SearchAsync(string? target, int skip, int limit, CancellationToken cancellation) =>
        Do<IReadOnlyList<AuditEntry>>(() => [.. Enumerable.Reverse(_audit).Where(a => target is null || a.Target == target).Skip(skip).Take(limit)]);

    public Task<IReadOnlyList<NoticeRecord>> NoticesAsync(Subject? subject, DateTimeOffset since, int limit, CancellationToken cancellation) =>
        Do<IReadOnlyList<NoticeRecord>>(() => [.. Enumerable.Reverse(_notices).Where(n => n.Time >= since && (subject is null || n.Subject == subject)).Take(limit)]);

    public Task<DateTimeOffset?> LastSentAsync(string receiver, CancellationToken cancellation) =>
        Do(() => _notices.Where(n => n.WasSent && n.Receiver == receiver).Max(n => (DateTimeOffset?)n.Time));

    public Task<DateTimeOffset?> LastPurgeAsync(CancellationToken cancellation) => Task.FromResult<DateTimeOffset?>(null);

    public Task<int> PurgeAsync(RetentionPeriods periods, DateTimeOffset now, int batch, CancellationToken cancellation) => Task.FromResult(0);

    public Task BackupAsync(string file, CancellationToken cancellation) => throw new NotSupportedException("Memory has no backup.");

    public Task VacuumAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<string>> IntegrityAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private bool Conflicts(LedgerChange change) =>
        change.Evidence.Any(e => _evidence.Exists(known => known.Id == e.Id))
        || change.NewBlocks.Any(b => _blocks.ContainsKey(b.Id)
            || _blocks.Values.Any(known => known.Block.State is BlockState.Active && known.Block.Subject == b.Subject && known.Block.Code == b.Code))
        || change.ChangedBlocks.Any(b => _blocks.GetValueOrDefault(b.Id).Block?.Version != b.Version)
        || change.NewGrants.Any(g => _grants.ContainsKey(g.Id))
        || change.ChangedGrants.Any(g => _grants.GetValueOrDefault(g.Id).Grant?.Version != g.Version)
        || change.NewRequests.Any(r => _requests.ContainsKey(r.Id) || IsTaken(r))
        || change.ChangedRequests.Any(r => _requests.GetValueOrDefault(r.Id)?.Version != r.Version || IsTaken(r))
        || change.Mails.Any(m => m.Message is not null && _mails.Exists(s => s.Message == m.Message));

    /// <summary>Whether another open request stands for the same subject.</summary>
    private bool IsTaken(RequestRecord request) =>
        IsOpen(request) && request is { Joined: null, About: { } about }
        && _requests.Values.Any(r => r.Id != request.Id && IsOpen(r) && r.Joined is null && r.About == about);

    private static bool IsOpen(RequestRecord request) => request.State is RequestState.Open or RequestState.Waiting;

    private IEnumerable<HourlyCounters> Hours(Subject subject, DateTimeOffset from, DateTimeOffset until) => _counters
        .Where(c => c.Key.Subject == subject && c.Key.Hour >= from && c.Key.Hour < until)
        .OrderBy(c => c.Key.Hour).Select(c => new HourlyCounters(c.Key.Hour, c.Key.Subject, c.Value));

    private static bool Fits(StoredDecision d, DecisionQuery query) =>
        (query.From is not { } from || d.Time >= from)
        && (query.To is not { } to || d.Time < to)
        && (query.Network is not { } network || network.Contains(d.Address))
        && (query.AsNumber is null || d.AsNumber == query.AsNumber)
        && (query.IspDomain is null || d.IspDomain == query.IspDomain)
        && (query.Country is null || Same(d.Country, query.Country))
        && (query.Helo is null || Same(d.Helo, query.Helo))
        && (query.Sender is null || Same(d.MailFrom, query.Sender) || Same(d.From, query.Sender) || Same(d.SenderDomain, query.Sender))
        && (query.Recipient is null || d.Recipients.Any(r => Same(r, query.Recipient)
            || (query.Recipient.StartsWith('@') && r.EndsWith(query.Recipient, StringComparison.OrdinalIgnoreCase))))
        && (query.Code is null || d.Code == query.Code)
        && (query.Disposition is null || d.Disposition == query.Disposition)
        && (query.MessageId is null || d.MessageId == query.MessageId);

    private static bool Fits(EvidenceRecord e, EvidenceQuery query) =>
        (query.Kinds.Count == 0 || query.Kinds.Contains(e.Kind))
        && (query.Since is not { } since || e.Time >= since)
        && (query.Decision is null || e.Decision == query.Decision)
        && (query.Subject is not { } subject || subject.Kind switch
        {
            SubjectKind.Address => e.Address is { } address && Subject.OfAddress(address) == subject,
            SubjectKind.Network => e.Address is { } address && IPNetwork.Parse(subject.Key).Contains(address),
            SubjectKind.Isp => subject.TryGetAsNumber(out uint number) ? e.AsNumber == number : e.IspDomain == subject.Key,
            SubjectKind.Domain => e.Domain == subject.Key || e.Domain?.EndsWith("." + subject.Key, StringComparison.Ordinal) == true,
            _ => e.Sender == subject.Key,
        });

    private static bool Fits(BlockRecord b, BlockQuery query) =>
        (query.Subject is null || b.Subject == query.Subject)
        && (query.Kind is null || b.Subject.Kind == query.Kind)
        && (query.Code is null || b.Code == query.Code)
        && (query.State is null || b.State == query.State)
        && (query.InForceAt is not { } now || b.IsInForce(now))
        && (query.Evidence is not { } evidence || b.Evidence.Contains(evidence));

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private Task<T> Do<T>(Func<T> action)
    {
        lock (_gate)
        {
            return Fault is { } fault ? Task.FromException<T>(new LedgerException(fault, $"made to fail: {fault}")) : Task.FromResult(action());
        }
    }
}
