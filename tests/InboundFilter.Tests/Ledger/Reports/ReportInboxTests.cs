using InboundFilter.Ledger;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Ledger.Reports;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Policy.Ports;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Reports;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Reports;

public sealed class ReportInboxTests
{
    [Test]
    public async Task What_finds_no_room_is_shed_at_once()
    {
        var strikes = new StuckStrikes();
        await using var inbox = Inbox(new MemoryLedger(), strikes);
        var report = await ReportAsync();
        var first = inbox.OfferAsync(report);
        await strikes.Reached;

        Task<bool>[] offered = [.. Enumerable.Range(0, ReportInbox.MaxWaiting + 3).Select(_ => inbox.OfferAsync(report))];

        Assert.That(offered.Count(o => o.IsCompleted), Is.EqualTo(3));
        Assert.That((await offered[^1], inbox.Shed), Is.EqualTo((false, 3L)));
        strikes.Release();
        Assert.That(await first);
        Assert.That((await Task.WhenAll(offered)).Count(kept => kept), Is.EqualTo(ReportInbox.MaxWaiting));
    }

    [Test]
    public async Task A_failing_ledger_keeps_nothing_and_stops_nothing()
    {
        var ledger = new MemoryLedger { Fault = LedgerFault.Locked };
        var strikes = new StuckStrikes();
        strikes.Release();
        await using var inbox = Inbox(ledger, strikes);

        Assert.That(await inbox.OfferAsync(await ReportAsync()), Is.False);
        ledger.Fault = null;
        Assert.That(await inbox.OfferAsync(await ReportAsync()));
    }

    [Test]
    public async Task What_waits_is_weighed_before_the_end()
    {
        var strikes = new StuckStrikes();
        var inbox = Inbox(new MemoryLedger(), strikes);
        var kept = inbox.OfferAsync(await ReportAsync());
        strikes.Release();

        await inbox.DisposeAsync();

        Assert.That(await kept);
        Assert.That(await inbox.OfferAsync(await ReportAsync()), Is.False, "nothing is taken after the end");
    }

    private static ReportInbox Inbox(MemoryLedger ledger, IStrikeDesk strikes)
    {
        var given = new Given();
        var matcher = new ReportMatcher(ledger, "mx.example.test", given.Suffixes);
        return new(new ReportDesk(ledger, strikes, matcher, NoCounters.Instance, () => given.Snapshot, given.Suffixes, given.Time), NullLogger<ReportInbox>.Instance);
    }

    private sealed class NoCounters : ISenderCounters
    {
        public static readonly NoCounters Instance = new();

        public Task AddAsync(CountedSender sender, DateTimeOffset time, CounterValues values, CancellationToken cancellation) => Task.CompletedTask;
    }

    private static async Task<IncomingReport> ReportAsync() =>
        new(await Reading.Report(ReportLab.Forward(ReportLab.Delivered)), ReportKind.Spam, "kim@example.test", IsLocal: true);

    /// <summary>Strikes nobody, and only once it may.</summary>
    private sealed class StuckStrikes : IStrikeDesk
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Release() => _released.TrySetResult();

        public async Task<StrikeOutcome> StrikeAsync(Strike strike, CancellationToken cancellation)
        {
            _reached.TrySetResult();
            await _released.Task;
            return new StrikeOutcome(StrikeAnswer.HintOnly, Reference.Next(), [], []);
        }
    }
}
