using InboundFilter.Ledger;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Policy.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Strikes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EvidenceWriterTests
{
    private readonly StrikeLab _lab = new();

    [Test]
    public async Task A_trap_hit_becomes_a_strike_that_names_the_trap()
    {
        await using var writer = Writer(_lab.Desk);

        writer.TrapHit(new TrapHit(_lab.Mail("192.0.2.7"), "trap@example.test", "lists/traps.yaml:4"));
        await writer.FlushAsync(default);

        var evidence = (await _lab.Store.Evidence.SearchAsync(new EvidenceQuery(), 10, default)).Single();
        Assert.That((evidence.Kind, evidence.Summary), Is.EqualTo((EvidenceKind.Trap, "mail to the spam trap trap@example.test (lists/traps.yaml:4)")));
        Assert.That(await _lab.BlocksAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_finds_no_room_is_lost_and_counted_and_nobody_waits()
    {
        var desk = new HeldDesk();
        var writer = Writer(desk);
        writer.Add(AStrike());
        await desk.Begun.Task;

        bool[] taken = [.. Enumerable.Range(0, EvidenceWriter.MaxWaiting + 2).Select(_ => writer.Add(AStrike()))];

        Assert.That((taken.Count(t => t), writer.Lost), Is.EqualTo((EvidenceWriter.MaxWaiting, 2L)));
        desk.Release.SetResult();
        await writer.DisposeAsync();
        Assert.That(desk.Struck, Is.EqualTo(EvidenceWriter.MaxWaiting + 1));
    }

    [Test]
    public async Task A_strike_waits_for_a_ledger_that_fails()
    {
        var desk = new HeldDesk { Faults = new Queue<LedgerFault>([LedgerFault.Locked, LedgerFault.Full]) };
        desk.Release.SetResult();
        await using var writer = Writer(desk);
        writer.Add(AStrike());

        for (int i = 0; i < 2; i++)
        {
            await desk.Failed.WaitAsync();
            while (_lab.Time.ArmedTimers == 0)
            {
                await Task.Yield();
            }

            _lab.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await writer.FlushAsync(default);
        Assert.That((desk.Struck, writer.Lost), Is.EqualTo((1, 0L)));
    }

    [Test]
    public async Task Ending_tries_once_more_without_waiting()
    {
        var desk = new HeldDesk { Faults = new Queue<LedgerFault>(Enumerable.Repeat(LedgerFault.Full, 10)) };
        desk.Release.SetResult();
        var writer = Writer(desk);
        writer.Add(AStrike());
        await desk.Failed.WaitAsync();

        await writer.DisposeAsync();

        Assert.That((desk.Struck, writer.Lost), Is.EqualTo((0, 1L)));
    }

    private EvidenceWriter Writer(IStrikeDesk desk) => new(desk, _lab.Options, _lab.Time, NullLogger<EvidenceWriter>.Instance);

    private Strike AStrike() => new(EvidenceKind.Trap, _lab.Mail("192.0.2.7"), "mail to a trap");

    private sealed class HeldDesk : IStrikeDesk
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SemaphoreSlim Failed { get; } = new(0);

        public Queue<LedgerFault> Faults { get; init; } = new();

        public int Struck { get; private set; }

        public async Task<StrikeOutcome> StrikeAsync(Strike strike, CancellationToken cancellation)
        {
            Begun.TrySetResult();
            await Release.Task;
            if (Faults.TryDequeue(out var fault))
            {
                Failed.Release();
                throw new LedgerException(fault, "as the test wants");
            }

            Struck++;
            return new StrikeOutcome(StrikeAnswer.Blocked, null, [], []);
        }
    }
}
