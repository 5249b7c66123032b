using Dapper;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Maintenance;
using InboundFilter.Ledger.Requests;
using InboundFilter.Ledger.Sqlite;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Sqlite;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteMaintenanceTests : IDisposable
{
    private static readonly DateTimeOffset Old = Given.Now.AddDays(-731);
    private static readonly RetentionPeriods Periods = new(Given.Now.AddDays(-30), Given.Now.AddDays(-730));

    private readonly LedgerFolder _folder = new();
    private SqliteLedger _ledger = null!;

    [SetUp]
    public async Task Open() => _ledger = await _folder.OpenAsync();

    [TearDown]
    public async Task Close() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Old_decisions_go_in_batches_and_young_ones_stay()
    {
        await _ledger.Decisions.AppendAsync([.. Enumerable.Range(0, 25).Select(i => Sample.Decision() with { Time = Given.Now.AddDays(-i * 2) })], default);

        int[] done = [await Purge(4), await Purge(4), await Purge(4), await Purge(4)];

        Assert.That(done, Is.EqualTo([4, 4, 1, 0]));
        Assert.That((await _ledger.Decisions.SearchAsync(new(), null, 100, default)).Decisions, Has.Count.EqualTo(16).And.All.Property("Time").GreaterThanOrEqualTo(Periods.DecisionsBefore));
    }

    [Test]
    public async Task Old_evidence_goes_unless_a_block_in_force_rests_on_it()
    {
        var (gone, held) = (Sample.Evidence() with { Time = Old }, Sample.Evidence() with { Time = Old });
        var (young, ended) = (Sample.Evidence(), Sample.Evidence() with { Time = Old });
        var block = Sample.Block() with { Until = null, Evidence = [held.Id] };
        var over = Sample.Block("192.0.2.8") with { Evidence = [ended.Id], State = BlockState.Lifted, Ended = Given.Now };
        await _ledger.CommitAsync(new() { Evidence = [gone, held, young, ended], NewBlocks = [block, over] }, default);

        await Purge(1_000);

        Assert.That(await Remaining(), Is.EquivalentTo([held.Id, young.Id]));
        Assert.That(await _ledger.Maintenance.IntegrityAsync(default), Is.Empty);
        Assert.That(await _ledger.Evidence.MatchAsync(gone.Fingerprints, Old, 10, default), Has.None.Property("Evidence").EqualTo(gone.Id));

        async Task<IEnumerable<Reference>> Remaining() => (await _ledger.Evidence.SearchAsync(new(), 10, default)).Select(e => e.Id);
    }

    [Test]
    public async Task Blocks_whose_time_is_over_are_put_away_and_the_view_hears_of_it()
    {
        var (over, forever) = (Sample.Block() with { Until = Given.Now }, Sample.Block("192.0.2.8") with { Until = null });
        await _ledger.CommitAsync(new() { NewBlocks = [over, forever, Sample.Block("192.0.2.9")] }, default);
        var before = await _ledger.Blocks.ChangesAsync(0, 100, default);

        await Purge(1_000);

        var changes = await _ledger.Blocks.ChangesAsync(before.Revision, 100, default);
        Assert.That(changes.Blocks.Select(b => (b.Id, b.State, b.Ended)), Is.EqualTo([(over.Id, BlockState.Expired, over.Until)]));
        Assert.That(await _ledger.CommitAsync(new() { NewBlocks = [Sample.Block()] }, default), Is.EqualTo(CommitResult.Applied), "a new block has room");
    }

    [Test]
    public async Task Everything_else_that_is_old_and_done_goes()
    {
        var subject = Subject.OfDomain(DomainName.Parse("shop.example"));
        await _ledger.CommitAsync(
            new()
            {
                NewBlocks = [Sample.Block() with { Since = Old, Ended = Old, State = BlockState.Lifted }],
                NewGrants = [Sample.Grant() with { Created = Old, Until = Old }, Sample.Grant() with { Created = Old, Until = null }, Sample.Grant() with { Created = Old, Until = null, Revoked = Old }],
                NewRequests = [Sample.Request() with { Changed = Old, State = RequestState.Closed }, Sample.Request() with { Changed = Old, State = RequestState.Open }],
                Audit = [new(Old, "a", "b", "c", null, null)],
                Notices = [new() { Id = Reference.Next(), Kind = default, Time = Old, Subject = subject, Text = "t" }],
            },
            default);
        await _ledger.Counters.AddAsync([new(Old, subject, new CounterValues(1, 0, 0, 0, 0, 0)), new(Given.Now, subject, new CounterValues(2, 0, 0, 0, 0, 0))], default);

        await Purge(1_000);

        Assert.That(await _ledger.Blocks.SearchAsync(new(), 10, default), Is.Empty);
        Assert.That(await _ledger.Blocks.SearchGrantsAsync(null, null, 0, 10, default), Has.Count.EqualTo(1));
        Assert.That((await _ledger.Requests.SearchAsync(null, 10, default)).Select(r => r.State), Is.EqualTo([RequestState.Open]));
        Assert.That(await _ledger.Audit.SearchAsync(null, 10, default), Has.Count.EqualTo(1), "who did what is never deleted");
        Assert.That(await _ledger.Audit.NoticesAsync(null, Old, 10, default), Is.Empty);
        Assert.That((await _ledger.Counters.SumAsync(subject, Old.AddDays(-1), Given.Now.AddDays(1), default)).Messages, Is.EqualTo(2));
    }

    [Test]
    public async Task Retention_goes_on_until_nothing_is_left_to_do()
    {
        await _ledger.Decisions.AppendAsync([.. Enumerable.Range(0, 25).Select(_ => Sample.Decision() with { Time = Old })], default);
        var options = new LedgerOptions { File = _folder.File, PurgeBatch = 10 };
        var retention = new Retention(_ledger.Maintenance, options, _folder.Time, NullLogger<Retention>.Instance);

        var purging = retention.PurgeAsync(default);
        await _folder.Time.AdvanceUntilAsync(purging);

        Assert.That(await purging, Is.EqualTo(25));
    }

    [Test]
    public async Task A_clock_set_forward_deletes_nothing_and_puts_no_block_away_until_it_has_run_on_for_a_day()
    {
        await _ledger.CommitAsync(new() { NewBlocks = [Sample.Block()], Evidence = [Sample.Evidence()] }, default);
        await _ledger.Decisions.AppendAsync([Sample.Decision()], default);
        var (log, options) = (new MemoryLog<Retention>(), new LedgerOptions { File = _folder.File });
        var retention = new Retention(_ledger.Maintenance, options, _folder.Time, log);
        Assert.That(await retention.PurgeAsync(default), Is.Zero);

        _folder.Time.Step(TimeSpan.FromDays(1_000));
        Assert.That(await retention.PurgeAsync(default), Is.Zero);
        _folder.Time.Advance(Retention.Doubt - TimeSpan.FromSeconds(1));
        Assert.That(await retention.PurgeAsync(default), Is.Zero);
        Assert.That(await new Retention(_ledger.Maintenance, options, _folder.Time, log).PurgeAsync(default), Is.Zero, "a restart believes it no sooner");
        Assert.That(log.Lines, Has.Count.EqualTo(2).And.All.StartsWith("Error 5014"));

        _folder.Time.Advance(TimeSpan.FromSeconds(1));
        var purging = retention.PurgeAsync(default);
        await _folder.Time.AdvanceUntilAsync(purging);
        Assert.That(await purging, Is.EqualTo(4), "the block is put away and then, as evidence and decision are, too old");
    }

    [TestCase(-365, -1, TestName = "Set back")]
    [TestCase(365, -365, TestName = "Set forward and right again")]
    [TestCase(-1, 1, TestName = "Set back and right again")]
    [TestCase(1, 1, TestName = "Off for a weekend")]
    public async Task A_clock_that_does_not_run_ahead_is_believed(int days, int thenDays)
    {
        var log = new MemoryLog<Retention>();
        var retention = new Retention(_ledger.Maintenance, new LedgerOptions { File = _folder.File }, _folder.Time, log);
        await retention.PurgeAsync(default);
        foreach (int step in new[] { days, thenDays })
        {
            _folder.Time.Step(TimeSpan.FromDays(step));
            if (step < 365)
            {
                await retention.PurgeAsync(default);
            }
        }

        await _ledger.Decisions.AppendAsync([Sample.Decision() with { Time = Old.AddYears(-2) }], default);
        var purging = retention.PurgeAsync(default);
        await _folder.Time.AdvanceUntilAsync(purging);
        Assert.That((await purging, log.Lines.Count(l => l.StartsWith("Error", StringComparison.Ordinal))), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Retention_survives_a_ledger_that_fails()
    {
        var log = new MemoryLog<Retention>();
        var retention = new Retention(new FailingMaintenance(), new LedgerOptions { File = "x" }, _folder.Time, log);

        Assert.That(await retention.PurgeAsync(default), Is.Zero);
        Assert.That(await retention.PurgeAsync(default), Is.Zero);

        Assert.That(log.Lines, Has.Count.EqualTo(1).And.All.StartsWith("Error 5012"));
    }

    [Test]
    public async Task A_backup_is_a_ledger_with_everything_in_it()
    {
        var block = Sample.Block();
        await _ledger.CommitAsync(new() { NewBlocks = [block] }, default);

        await _ledger.Maintenance.BackupAsync(_folder.At("backup.db"), default);

        Assert.That(_folder.Files.Where(f => f.StartsWith("backup", StringComparison.Ordinal)), Is.EqualTo(["backup.db"]));
        await using var copy = new SqliteLedger(new() { File = _folder.At("backup.db") }, LedgerRole.Visitor, _folder.Time, _folder.Log);
        Assert.That(await copy.Blocks.FindAsync(block.Id, default), Is.Not.Null);
        Assert.That(await copy.Maintenance.IntegrityAsync(default), Is.Empty);
    }

    [Test]
    public async Task A_backup_never_writes_over_a_file()
    {
        await File.WriteAllTextAsync(_folder.At("backup.db"), "precious");

        Assert.That(() => _ledger.Maintenance.BackupAsync(_folder.At("backup.db"), default), Throws.InstanceOf<IOException>());
        Assert.That(await File.ReadAllTextAsync(_folder.At("backup.db")), Is.EqualTo("precious"));
    }

    [Test]
    public async Task Vacuum_gives_room_back()
    {
        await _ledger.Decisions.AppendAsync([.. Enumerable.Range(0, 2_000).Select(_ => Sample.Decision() with { Time = Old })], default);
        await Purge(10_000);
        await _ledger.Maintenance.VacuumAsync(default);

        Assert.That(new FileInfo(_folder.File).Length, Is.LessThan(300_000));
        Assert.That(await _ledger.Decisions.LastIdAsync(default), Is.Zero);
        await _ledger.Decisions.AppendAsync([Sample.Decision()], default);
    }

    [Test]
    public async Task Integrity_names_what_is_wrong()
    {
        using (var connection = _folder.Connect())
        {
            connection.Execute("PRAGMA foreign_keys = OFF; INSERT INTO block_evidence (block, evidence) VALUES ('nobody', 'x')");
        }

        Assert.That(await _ledger.Maintenance.IntegrityAsync(default), Has.Count.EqualTo(1).And.All.Contains("block_evidence").And.All.Contains("blocks"));
    }

    [TestCase(StatisticsKey.Code, "E.2:2/0/0/0/2", "A.3:1/0/0/1/0", "-:1/1/0/0/0")]
    [TestCase(StatisticsKey.Isp, "shop.example:2/0/0/0/2", "AS64501:1/0/0/1/0", "-:1/1/0/0/0")]
    [TestCase(StatisticsKey.Country, "DK:3/1/0/0/2", "SE:1/0/0/1/0")]
    [TestCase(StatisticsKey.SenderDomain, "shop.example:3/1/0/0/2", "bank.example:1/0/0/1/0")]
    [TestCase(StatisticsKey.Hour, "2026-11-22T12:00Z:3/1/0/0/2", "2026-11-22T14:00Z:1/0/0/1/0")]
    public async Task Decisions_are_counted(StatisticsKey key, params string[] expected)
    {
        var plain = Sample.Decision();
        await _ledger.Decisions.AppendAsync(
            [
                plain,
                plain with { Reference = Reference.Next(), Time = Given.Now.AddMinutes(59) },
                plain with
                {
                    Reference = Reference.Next(), Time = Given.Now.AddHours(2), Code = "A.3", Disposition = Disposition.Defer, IspDomain = null, AsNumber = 64501,
                    Country = "SE", SenderDomain = "bank.example",
                },
                plain with { Reference = Reference.Next(), Code = null, Disposition = Disposition.Accept, IspDomain = null, AsNumber = null },
            ],
            default);

        var rows = await _ledger.Decisions.CountAsync(new() { From = Given.Now, To = Given.Now.AddDays(1) }, key, 10, default);

        Assert.That(rows.Select(r => $"{r.Key ?? "-"}:{r.Total}/{r.Accepted}/{r.Marked}/{r.Deferred}/{r.Refused}"), Is.EqualTo(expected));
    }

    private Task<int> Purge(int batch) => _ledger.Maintenance.PurgeAsync(Periods, Given.Now, batch, default);

    private sealed class FailingMaintenance : ILedgerMaintenance
    {
        public Task<DateTimeOffset?> LastPurgeAsync(CancellationToken cancellation) => Task.FromResult<DateTimeOffset?>(null);

        public Task<int> PurgeAsync(RetentionPeriods periods, DateTimeOffset now, int batch, CancellationToken cancellation) =>
            throw new LedgerException(LedgerFault.Locked, "made to fail");

        public Task BackupAsync(string file, CancellationToken cancellation) => throw new NotSupportedException();

        public Task VacuumAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> IntegrityAsync(CancellationToken cancellation) => throw new NotSupportedException();
    }
}
