using System.Runtime.CompilerServices;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;
using Ratio = InboundFilter.Tests.Ledger.Ratios.Decisions;

namespace InboundFilter.Tests.Ledger.Decisions;

/// <summary>What decisions cost while they wait, and what becomes of their rows.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WaitingRowsTests
{
    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly MemoryLog<DecisionWriter> _log = new();
    private readonly RowStore _store = new();

    [Test]
    public async Task Nothing_of_a_session_lives_on_for_its_decision()
    {
        _store.Fault = LedgerFault.Full;
        await using var writer = Writer();

        var session = RecordOne(writer);
        await _log.FirstLine;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(session.Select(s => s.IsAlive), Is.All.False);
        _store.Fault = null;
        await _time.AdvanceUntilAsync(writer.FlushAsync(default));
        Assert.That(_store.Written.Single().Helo, Is.EqualTo("mx.sender.test"), "still there for the next try");
    }

    [Test]
    public async Task Rows_are_used_again()
    {
        await using var writer = Writer();
        var first = await RowsOfAsync(writer, 5);
        var second = await RowsOfAsync(writer, 5);

        Assert.That(first, Is.Unique);
        Assert.That(second, Is.EquivalentTo(first));
    }

    [Test]
    public async Task Rows_of_a_batch_that_is_given_up_are_used_again_and_each_but_once()
    {
        await using var writer = Writer();
        _store.Fault = LedgerFault.Other;
        for (int i = 0; i < 5; i++)
        {
            writer.Record(Decision());
        }

        await _time.AdvanceUntilAsync(writer.FlushAsync(default));
        Assert.That(writer.Counts.Shed, Is.EqualTo(5));
        var lost = _store.Tried.ToList();

        var rows = await RowsOfAsync(writer, 10);

        Assert.That(rows, Is.Unique);
        Assert.That(lost, Is.SubsetOf(rows));
    }

    [Test]
    public async Task A_row_that_was_shed_or_could_not_be_filled_is_used_again_and_only_once()
    {
        await using var writer = Writer(most: 4);
        _store.Fault = LedgerFault.Full;
        writer.Record(Decision());
        await _log.FirstLine;
        for (int i = 0; i < 20; i++)
        {
            writer.Record(Decision());
            writer.Record(Decision() with { Reference = "no reference" });
        }

        Assert.That(writer.Counts.Shed, Is.EqualTo(16 + 20));
        _store.Fault = null;
        await _time.AdvanceUntilAsync(writer.FlushAsync(default));
        Assert.That(_store.Written.Select(d => d.Reference), Is.Unique.And.Exactly(5).Items);
        Assert.That(await RowsOfAsync(writer, 4), Is.Unique);
    }

    [Test]
    public async Task A_batch_that_is_tried_again_is_the_same()
    {
        await using var writer = Writer();
        _store.Fault = LedgerFault.Locked;
        var decisions = Enumerable.Range(0, 50).Select(i => Decision() with { Evidence = $"{i}" }).ToList();
        decisions.ForEach(writer.Record);
        await _log.FirstLine;
        var flushed = writer.FlushAsync(default);
        _time.Advance(TimeSpan.FromSeconds(30));
        _store.Fault = null;
        await _time.AdvanceUntilAsync(flushed);

        Assert.That(_store.Written.Select(d => (d.Reference.ToString(), d.Evidence)), Is.EqualTo(decisions.Select(d => (d.Reference, d.Evidence))));
    }

    [Test]
    public async Task What_a_stranger_made_large_is_not_kept_once_it_is_written()
    {
        await using var writer = Writer();
        for (int i = 0; i < 5; i++)
        {
            writer.Record(Decision() with { Recipients = [.. Enumerable.Repeat(new string('r', 320), 1_000)] });
        }

        await _time.AdvanceUntilAsync(writer.FlushAsync(default));

        Assert.That(_store.Rows.Select(row => row.Capacity), Is.All.LessThanOrEqualTo(EncodedDecision.MostKept));
        Assert.That(_store.Written.Select(d => d.Recipients.Count), Is.All.EqualTo(1_000));
    }

    /// <summary>In a method of its own, so that no local keeps what it made.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] RecordOne(DecisionWriter writer)
    {
        var decision = Decision();
        writer.Record(decision);
        return [new(decision), new(decision.Facts), new(decision.Facts.Sender), new(decision.Results), new(decision.Reply), new(decision.Evidence)];
    }

    /// <summary>Records decisions that all wait at the same time, and has them written.</summary>
    private async Task<List<EncodedDecision>> RowsOfAsync(DecisionWriter writer, int count)
    {
        int known = _store.Rows.Count;
        _store.Fault = LedgerFault.Locked;
        var tried = _store.NextTry;
        writer.Record(Decision());
        await _time.AdvanceUntilAsync(tried);
        for (int i = 1; i < count; i++)
        {
            writer.Record(Decision());
        }

        _store.Fault = null;
        await _time.AdvanceUntilAsync(writer.FlushAsync(default));
        return _store.Rows[known..];
    }

    private DecisionWriter Writer(int most = 1_000) => new(_store, new() { File = "x", MaxWaitingDecisions = most, WriteBatch = 100 }, _time, _log);

    private static DecisionRecord Decision() => Ratio.Of(
        new Given().AtMailFrom(),
        Stage.RcptTo,
        Disposition.Refuse,
        "R.1",
        SmtpReply.Of(550, 7, 1, "No."),
        new CheckResult(new CheckInfo("clear-check", ProtocolCodes.TryLater), Stage.Helo, Verdict.Clear, TimeSpan.Zero)) with
    { Evidence = new string('e', 10) };

    /// <summary>Remembers which rows it was given, and what was in them.</summary>
    private sealed class RowStore : IDecisionStore
    {
        private readonly MemoryLedger _inner = new();
        private TaskCompletionSource _nextTry = new();

        public LedgerFault? Fault { get; set; }

        /// <summary>Completes when the store is next asked and fails.</summary>
        public Task NextTry => (_nextTry = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        /// <summary>Of batches that failed.</summary>
        public HashSet<EncodedDecision> Tried { get; } = [];

        /// <summary>Of batches that were written, in order.</summary>
        public List<EncodedDecision> Rows { get; } = [];

        public List<StoredDecision> Written { get; } = [];

        public Task AppendAsync(IReadOnlyList<EncodedDecision> decisions, CancellationToken cancellation)
        {
            if (Fault is { } fault)
            {
                Tried.UnionWith(decisions);
                _nextTry.TrySetResult();
                throw new LedgerException(fault, "in the test");
            }

            Rows.AddRange(decisions);
            Written.AddRange(decisions.Select(d => d.ToStored()));
            return Task.CompletedTask;
        }

        public Task<StoredDecision?> FindAsync(Reference reference, CancellationToken cancellation) => _inner.Decisions.FindAsync(reference, cancellation);

        public Task<DecisionPage> SearchAsync(DecisionQuery query, long? before, int limit, CancellationToken cancellation) =>
            _inner.SearchAsync(query, before, limit, cancellation);

        public Task<IReadOnlyList<StoredDecision>> FollowAsync(DecisionQuery query, long after, int limit, CancellationToken cancellation) =>
            _inner.FollowAsync(query, after, limit, cancellation);

        public Task<long> LastIdAsync(CancellationToken cancellation) => _inner.LastIdAsync(cancellation);

        public Task<IReadOnlyList<StatisticsRow>> CountAsync(DecisionQuery query, StatisticsKey key, int limit, CancellationToken cancellation) =>
            _inner.CountAsync(query, key, limit, cancellation);
    }
}
