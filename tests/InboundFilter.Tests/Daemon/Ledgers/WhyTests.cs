using System.Text.Json;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Desks;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;

namespace InboundFilter.Tests.Daemon.Ledgers;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WhyTests
{
    private readonly MemoryLedger _store = new();

    private readonly StoredDecision _decision = Sample.Decision() with
    {
        Code = "A.2",
        Helo = "x\u001b[2J.example",
        Time = Given.Now.AddHours(1),
        Verdicts = [new("struck-address", Stage.Connect, "A.2", Finding.Objection, Enforcement.Enforce, "trap hit", TimeSpan.FromMicroseconds(7))],
    };

    [Test]
    public async Task A_ledger_code_names_its_block_and_evidence()
    {
        var evidence = Sample.Evidence() with { Summary = "mail to trap@example.test\u0007" };
        var block = Sample.Block() with { Evidence = [evidence.Id, Reference.Next()] };
        var later = Sample.Block(code: "B.2");
        await _store.CommitAsync(new LedgerChange { Evidence = [evidence], NewBlocks = [block, later] }, CancellationToken.None);

        var behind = await new BlocksBehind(_store).FindAsync(_decision, CancellationToken.None);
        Assert.That(behind.Select(b => b.Block.Id), Is.EqualTo(new[] { block.Id }), "only of the codes raised");
        Assert.That(behind[0].Evidence.Select(e => e.Id), Is.EqualTo(new[] { evidence.Id }), "what retention took is left out");

        var full = new FullDecision(_decision, behind, [], []);
        string table = WhyTable.Of(full, Given.Now);
        Assert.That(table, Does.Contain("mail to trap@example.test").And.Contain("struck-address").And.Contain("name the cause and its cure"));
        Assert.That(table.Where(char.IsControl).Distinct(), Is.SubsetOf(Environment.NewLine));

        var json = JsonSerializer.Deserialize<JsonElement>(WhyJson.Line(full, Given.Now));
        Assert.That(json.GetProperty("facts").GetProperty("helo").GetString(), Is.EqualTo(_decision.Helo));
        Assert.That(json.GetProperty("blocks")[0].GetProperty("evidence")[0].GetProperty("kind").GetString(), Is.EqualTo("trap"));
        Assert.That(json.GetProperty("verdicts")[0].GetProperty("ms").GetDouble(), Is.EqualTo(0.007));
    }

    [TestCase(-2, null, 1)]
    [TestCase(2, null, 0)]
    [TestCase(-2, 0, 0)]
    [TestCase(-2, 2, 1)]
    public async Task Only_blocks_count_that_were_in_force(int sinceHours, int? endedHours, int found)
    {
        var block = Sample.Block() with { Since = Given.Now.AddHours(sinceHours), Ended = endedHours is { } hours ? Given.Now.AddHours(hours) : null };
        await _store.CommitAsync(new LedgerChange { NewBlocks = [block] }, CancellationToken.None);

        Assert.That(await new BlocksBehind(_store).FindAsync(_decision, CancellationToken.None), Has.Count.EqualTo(found));
    }
}
