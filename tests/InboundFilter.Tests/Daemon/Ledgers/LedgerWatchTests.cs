using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Ledgers;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LedgerWatchTests
{
    private readonly MemoryLedger _store = new();
    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly MemoryLog<LedgerWatch> _log = new();

    [Test]
    public async Task An_alarm_is_repeated_once_a_minute_until_the_ledger_is_well()
    {
        await using var writer = new DecisionWriter(_store.Decisions, new LedgerOptions { File = "x" }, _time, new MemoryLog<DecisionWriter>());
        var watch = new LedgerWatch(_store, writer, _time, _log);
        _store.Fault = LedgerFault.Full;
        for (int i = 0; i < 13; i++)
        {
            await watch.LookAsync(CancellationToken.None);
            _time.Step(TimeSpan.FromDays(-1));
            _time.Advance(LedgerWatch.Interval);
        }

        Assert.That(Ids(), Is.EqualTo(new[] { 6302, 6302, 6302 }));

        _store.Fault = null;
        await watch.LookAsync(CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);
        Assert.That(Ids(), Is.EqualTo(new[] { 6302, 6302, 6302, 6303 }));
    }

    [Test]
    public async Task A_start_without_a_ledger_is_an_alarm_but_one_of_a_newer_program_is_refused()
    {
        await using var writer = new DecisionWriter(_store.Decisions, new LedgerOptions { File = "x" }, _time, new MemoryLog<DecisionWriter>());
        var watch = new LedgerWatch(_store, writer, _time, _log);
        _store.Fault = LedgerFault.ReadOnly;
        await watch.BeginAsync("x", CancellationToken.None);
        Assert.That(Ids(), Is.EqualTo(new[] { 6301 }));

        _store.Fault = LedgerFault.TooNew;
        Assert.That(async () => await watch.BeginAsync("x", CancellationToken.None), Throws.TypeOf<LedgerException>());
    }

    private IEnumerable<int> Ids() => _log.Lines.Select(l => int.Parse(l.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
}
