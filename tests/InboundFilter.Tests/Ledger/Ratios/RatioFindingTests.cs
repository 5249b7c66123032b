using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Tests.Ledger.Ratios;

public sealed class RatioFindingTests
{
    [TestCase(189, 11, RatioLevel.Block, "11 of 200 recipients unknown (5.5 %, at most 5 %)")]
    [TestCase(190, 10, RatioLevel.Warning, "10 of 200 recipients unknown (5 %, at most 5 %)", Description = "at the threshold is not over it")]
    [TestCase(195, 5, RatioLevel.Warning, "5 of 200 recipients unknown (2.5 %, at most 5 %)", Description = "half of it")]
    [TestCase(196, 4, RatioLevel.Fine, "")]
    [TestCase(100, 99, RatioLevel.Fine, "", Description = "too few")]
    [TestCase(0, 200, RatioLevel.Block, "200 of 200 recipients unknown (100 %, at most 5 %)", Description = "nobody it wrote to exists")]
    [TestCase(0, 0, RatioLevel.Fine, "")]
    public void Unknown_recipients_are_set_against_all_that_was_tried(int messages, int unknown, RatioLevel level, string words) =>
        Assert.That(RatioFinding.Of(new CounterValues(messages, 0, unknown, 0, 0, 0), new RatioRules()), Is.EqualTo(new RatioFinding(level, words)));

    [TestCase(499, 1, RatioLevel.Block)]
    [TestCase(500, 1, RatioLevel.Warning)]
    [TestCase(1_000, 1, RatioLevel.Warning)]
    [TestCase(1_001, 1, RatioLevel.Fine)]
    [TestCase(199, 5, RatioLevel.Fine)]
    [TestCase(200, 1, RatioLevel.Block)]
    public void Complaints_are_set_against_messages(int messages, int complaints, RatioLevel level) =>
        Assert.That(RatioFinding.Of(new CounterValues(messages, 0, 0, complaints, 0, 0), new RatioRules()).Level, Is.EqualTo(level));

    [Test]
    public void The_worse_of_both_is_told() => Assert.That(
        RatioFinding.Of(new CounterValues(1_000, 0, 30, 3, 0, 0), new RatioRules()), Is.EqualTo(new RatioFinding(RatioLevel.Block, "3 of 1000 messages complained about (0.3 %, at most 0.2 %)")));
}
