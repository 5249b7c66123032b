using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Decisions;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DecisionWriterTests : IDisposable
{
    private readonly LedgerFolder _folder = new();
    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly MemoryLog<DecisionWriter> _log = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task What_is_recorded_is_found_by_its_reference()
    {
        var ledger = new MemoryLedger();
        await using var writer = Writer(ledger);
        var decision = Decision(new Given { ReturnPath = "News@Sender.test" }.AtData(
            "Message-ID: <1@sender.test>\nFrom: A <a@sender.test>\nSubject: x\n\nhi\n", "user@example.test"));

        writer.Record(decision);
        await writer.FlushAsync(default);

        var found = (await ledger.Decisions.FindAsync(Reference.Parse(decision.Reference), default))!;
        Assert.That(found, Is.EqualTo(new StoredDecision
        {
            Id = 1,
            Reference = Reference.Parse(decision.Reference),
            Time = decision.Time,
            SessionId = "SESSION1",
            Address = System.Net.IPAddress.Parse("192.0.2.1"),
            Helo = "mx.sender.test",
            MailFrom = "News@Sender.test",
            SenderDomain = "sender.test",
            Code = "R.1",
            Disposition = Disposition.Refuse,
            Status = "550 5.7.1",
            SpokenAt = Stage.RcptTo,
            DecidedAt = Stage.RcptTo,
            Reply = "550 5.7.1 No.",
            Evidence = "not ours",
            Snapshot = 1,
            Elapsed = TimeSpan.FromMilliseconds(5),
            MessageId = "1@sender.test",
            From = "a@sender.test",
            Recipients = found.Recipients,
            Verdicts = found.Verdicts,
        }));
        Assert.That(found.Recipients, Is.EqualTo(["user@example.test"]));
        Assert.That(found.Verdicts.Select(v => (v.Check, v.Code, v.Enforcement, v.Evidence)), Is.EqualTo(new (string, string?, Enforcement?, string)[]
        {
            ("clear-check", null, null, string.Empty), ("against-check", "R.1", Enforcement.Observe, "because"),
        }));
        Assert.That(writer.Counts, Is.EqualTo(new WriterCounts(1, 0, 0, 0, false)));
    }

    [Test]
    public async Task The_reverse_name_and_what_follows_from_it_are_kept()
    {
        var ledger = new MemoryLedger();
        await using var writer = Writer(ledger);
        var facts = new Given { Dns = new ZoneDns("192.0.2.1 PTR mail.shop.test\nmail.shop.test A 192.0.2.1") }.AtConnect();
        await facts.Sender.ReverseName;

        writer.Record(Decision(facts));
        await writer.FlushAsync(default);

        var found = (await ledger.Decisions.SearchAsync(new(), null, 1, default)).Decisions[0];
        Assert.That((found.ReverseName, found.Confirmation, found.IspDomain, found.Helo, found.MailFrom), Is.EqualTo(("mail.shop.test", Fcrdns.Pass, "shop.test", (string?)null, (string?)null)));
    }

    [Test]
    public async Task What_a_stranger_makes_long_is_cut()
    {
        var ledger = new MemoryLedger();
        await using var writer = Writer(ledger);

        writer.Record(Decision(new Given { Helo = new string('h', 5_000) }.AtHelo()) with
        {
            Evidence = new string('e', 100_000),
            Recipients = [.. Enumerable.Repeat(new string('r', 5_000), 2_000)],
        });
        await writer.FlushAsync(default);

        var found = (await ledger.Decisions.SearchAsync(new(), null, 1, default)).Decisions[0];
        Assert.That((found.Helo!.Length, found.Evidence.Length, found.Recipients.Count, found.Recipients[0].Length), Is.EqualTo((320, 2_000, 1_000, 320)));
    }

    [Test]
    public async Task A_ledger_that_fails_costs_no_mail_and_is_caught_up_with()
    {
        var ledger = new MemoryLedger { Fault = LedgerFault.Full };
        await using var writer = Writer(ledger);
        var facts = new Given().AtHelo();

        for (int i = 0; i < 20; i++)
        {
            writer.Record(Decision(facts));
        }

        Assert.That(await _log.FirstLine, Does.StartWith("Error 5001").And.Contain("Full"));
        var flushed = writer.FlushAsync(default);
        for (int i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        ledger.Fault = null;
        await _time.AdvanceUntilAsync(flushed);

        var counts = writer.Counts;
        Assert.That((counts.Written, counts.Shed, counts.IsFailing), Is.EqualTo((20, 0, false)));
        Assert.That(counts.Failures, Is.GreaterThan(0));
        Assert.That(_log.Lines.Select(l => l.Split(' ')[1]), Is.EqualTo(["5001", "5002"]), "once for each change");
    }

    [Test]
    public async Task What_finds_no_room_is_shed_and_counted_and_said_once()
    {
        var ledger = new MemoryLedger { Fault = LedgerFault.Locked };
        await using var writer = new DecisionWriter(ledger, new() { File = "x", MaxWaitingDecisions = 10, WriteBatch = 5 }, _time, _log);
        var facts = new Given().AtHelo();
        writer.Record(Decision(facts));
        await _log.FirstLine;

        for (int i = 0; i < 50; i++)
        {
            writer.Record(Decision(facts));
        }

        Assert.That((writer.Counts.Shed, writer.Counts.Waiting), Is.EqualTo((40, 10)));
        ledger.Fault = null;
        await _time.AdvanceUntilAsync(writer.FlushAsync(default));
        Assert.That((writer.Counts.Written, writer.Counts.Shed), Is.EqualTo((11, 40)));
        Assert.That(_log.Lines.Count(l => l.StartsWith("Error 5003", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_batch_that_is_odd_in_itself_is_given_up()
    {
        var ledger = new MemoryLedger { Fault = LedgerFault.Other };
        await using var writer = Writer(ledger);

        writer.Record(Decision(new Given().AtHelo()));
        await _time.AdvanceUntilAsync(writer.FlushAsync(default));
        ledger.Fault = null;
        writer.Record(Decision(new Given().AtHelo()));
        await _time.AdvanceUntilAsync(writer.FlushAsync(default));

        Assert.That((writer.Counts.Written, writer.Counts.Shed), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_decision_that_makes_no_row_does_not_take_others_with_it()
    {
        var ledger = new MemoryLedger();
        await using var writer = Writer(ledger);

        writer.Record(Decision(new Given().AtHelo()) with { Reference = "no reference" });
        writer.Record(Decision(new Given().AtHelo()));
        await writer.FlushAsync(default);

        Assert.That((writer.Counts.Written, writer.Counts.Shed), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task The_end_writes_what_is_waiting()
    {
        var ledger = new MemoryLedger();
        var writer = Writer(ledger);
        for (int i = 0; i < 500; i++)
        {
            writer.Record(Decision(new Given().AtHelo()));
        }

        await writer.DisposeAsync();

        Assert.That(await ledger.Decisions.LastIdAsync(default), Is.EqualTo(500));
        writer.Record(Decision(new Given().AtHelo()));
        Assert.That(writer.Counts.Shed, Is.EqualTo(1), "too late, but no fault");
    }

    [Test]
    public async Task The_end_does_not_wait_for_a_ledger_that_fails()
    {
        var ledger = new MemoryLedger { Fault = LedgerFault.Full };
        var writer = Writer(ledger);
        writer.Record(Decision(new Given().AtHelo()));
        await _log.FirstLine;

        await writer.DisposeAsync();

        Assert.That(writer.Counts.Shed, Is.EqualTo(1));
    }

    [TestCase("deleted")]
    [TestCase("full")]
    [TestCase("read-only")]
    [TestCase("locked")]
    public async Task Trouble_with_the_file_passes_by_itself(string trouble)
    {
        bool isInTrouble = trouble is "full" or "read-only";
        await using var ledger = _folder.Make();
        ledger.Opened = c => Dapper.SqlMapper.Execute(c, isInTrouble ? trouble == "full" ? "PRAGMA max_page_count = 1" : "PRAGMA query_only = 1" : "SELECT 1");
        await using var writer = new DecisionWriter(ledger.Decisions, _folder.Options, _time, _log);
        var facts = new Given().AtHelo();
        using var other = trouble == "locked" ? await LockAsync(ledger) : null;
        if (trouble == "deleted")
        {
            await ledger.OpenAsync(default);
            File.Delete(_folder.File);
        }

        for (int i = 0; i < 300; i++)
        {
            writer.Record(Decision(facts));
        }

        if (trouble != "deleted")
        {
            await _log.FirstLine;
            isInTrouble = false;
            other?.Dispose();
        }

        await _time.AdvanceUntilAsync(writer.FlushAsync(default));

        Assert.That((writer.Counts.Written, writer.Counts.Shed, writer.Counts.IsFailing), Is.EqualTo((300, 0, false)));
        Assert.That(await ledger.Decisions.LastIdAsync(default), Is.EqualTo(300));
    }

    private async Task<IDisposable> LockAsync(InboundFilter.Ledger.Sqlite.SqliteLedger ledger)
    {
        await ledger.OpenAsync(default);
        var other = _folder.Connect();
        Dapper.SqlMapper.Execute(other, "BEGIN IMMEDIATE");
        return other;
    }

    private DecisionWriter Writer(MemoryLedger ledger) => new(ledger, _folder.Options, _time, _log);

    internal static DecisionRecord Decision(ConnectFacts facts) => new()
    {
        Reference = ShortId.Next(),
        Time = Given.Now,
        SpokenAt = Stage.RcptTo,
        Facts = facts,
        Recipients = ["user@example.test"],
        Results =
        [
            new(new CheckInfo("clear-check", ProtocolCodes.TryLater), Stage.Helo, Verdict.Clear, TimeSpan.FromMilliseconds(1)),
            new(new CheckInfo("against-check", ProtocolCodes.NotOurDomain), Stage.RcptTo, Verdict.Against(ProtocolCodes.NotOurDomain, "because"), TimeSpan.FromMilliseconds(2)),
        ],
        Rules = facts.Policy.Rules,
        Disposition = Disposition.Refuse,
        Code = "R.1",
        DecidedAt = Stage.RcptTo,
        Reply = SmtpReply.Of(550, 7, 1, "No."),
        Evidence = "not ours",
        Elapsed = TimeSpan.FromMilliseconds(5),
    };
}
