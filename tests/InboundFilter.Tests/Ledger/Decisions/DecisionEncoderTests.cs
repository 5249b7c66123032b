using System.Runtime.CompilerServices;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Decisions;

public sealed class DecisionEncoderTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("é€😀", 2_000));

    private static IEnumerable<TestCaseData> Decisions()
    {
        var full = Sample.Decision();
        yield return new TestCaseData(full).SetArgDisplayNames("full");
        yield return new TestCaseData(Sample.Bare()).SetArgDisplayNames("bare");
        yield return new TestCaseData(full with { MailFrom = string.Empty, Evidence = string.Empty, Helo = string.Empty }).SetArgDisplayNames("empty texts");
        yield return new TestCaseData(full with
        {
            Helo = "\"<script>\u202e\0\r\n'; DROP TABLE decisions; --",
            Evidence = Long[..2_000],
            Reply = Long[..4_000],
            Address = System.Net.IPAddress.Parse("2001:db8::7"),
            Verdicts = [new StoredVerdict("check", Stage.Data, "E.2", Finding.Objection, null, "\"\\\n\u202e" + Long[..1_000], TimeSpan.FromMicroseconds(7))],
        }).SetArgDisplayNames("hostile and long");
    }

    [TestCaseSource(nameof(Decisions))]
    public void What_is_encoded_is_what_is_read(StoredDecision decision)
    {
        var read = DecisionEncoder.Encode(decision).ToStored();

        Assert.That(read, Is.EqualTo(decision with { Recipients = read.Recipients, Verdicts = read.Verdicts }));
        Assert.That(read.Recipients, Is.EqualTo(decision.Recipients));
        Assert.That(read.Verdicts, Is.EqualTo(decision.Verdicts));
    }

    [Test]
    public void A_row_that_is_used_again_holds_nothing_of_the_decision_before()
    {
        var row = new EncodedDecision();
        DecisionEncoder.Encode(Record(new Given { Helo = new string('h', 300), ReturnPath = "a@sender.test" }.AtMailFrom(), new string('e', 60_000)), row);
        DecisionEncoder.Encode(Record(new Given().AtConnect(), "short"), row);

        var read = row.ToStored();

        Assert.That((read.Helo, read.MailFrom, read.SenderDomain, read.Evidence), Is.EqualTo(((string?)null, (string?)null, (string?)null, "short")));
    }

    [TestCase("two\nlines@example.test", "two lines@example.test")]
    [TestCase("plain@example.test", "plain@example.test")]
    public void A_recipient_stays_one(string recipient, string kept)
    {
        var read = DecisionEncoder.Encode(Sample.Decision() with { Recipients = [recipient, "b@example.test"] }).ToStored();

        Assert.That(read.Recipients, Is.EqualTo([kept, "b@example.test"]));
    }

    [Test]
    public async Task A_decision_that_waits_keeps_nothing_of_its_session()
    {
        await using var writer = new DecisionWriter(
            new MemoryLedger { Fault = LedgerFault.Locked }, new() { File = "x" }, new ManualTimeProvider(Given.Now), NullLogger<DecisionWriter>.Instance);

        var session = RecordOne(writer);
        for (int i = 0; i < 3 && session.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(session.IsAlive, Is.False);
    }

    // Apart, so that no local of the test keeps it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RecordOne(DecisionWriter writer)
    {
        var facts = new Given().AtConnect();
        writer.Record(Record(facts, "x"));
        return new WeakReference(facts.Sender);
    }

    private static DecisionRecord Record(InboundFilter.Policy.Facts.ConnectFacts facts, string evidence) => DecisionWriterTests.Decision(facts) with { Evidence = evidence };
}
