using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Tests.Daemon.Ledgers;

public sealed class StatisticsReportTests
{
    [TestCase(10, 0, 0, 0, "░░░░░░░░░░")]
    [TestCase(10, 0, 0, 20, "░░░░░░░░░░████████████████████")]
    [TestCase(0, 1, 1, 1, "▒▓█")]
    [TestCase(0, 0, 0, 0, "")]
    public void A_bar_is_in_proportion(long accepted, long marked, long deferred, long refused, string bar) =>
        Assert.That(StatisticsReport.Bar(new StatisticsRow("k", accepted + marked + deferred + refused, accepted, marked, deferred, refused), 30), Is.EqualTo(bar));

    [Test]
    public void A_table_has_no_bars_when_nobody_looks_and_no_strangers_escapes()
    {
        StatisticsRow[] rows = [new("bad\u001b[31m.example", 3, 1, 0, 0, 2), new(null, 1, 1, 0, 0, 0)];

        string[] lines = [.. StatisticsReport.Table(rows, StatisticsKey.SenderDomain, withBars: false)];

        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[0], Does.StartWith("domain").And.EndsWith("refused"));
        Assert.That(lines[1], Does.Contain(@"\u001b").And.Not.Contain("\u001b"));
        Assert.That(lines[2], Does.StartWith("(unknown)"));
    }

    [TestCase("code", StatisticsKey.Code)]
    [TestCase("domain", StatisticsKey.SenderDomain)]
    [TestCase("Hour", StatisticsKey.Hour)]
    [TestCase("sender-domain", null)]
    public void Keys_have_the_words_of_the_command_line(string word, StatisticsKey? key) => Assert.That(StatisticsReport.KeyOf(word), Is.EqualTo(key));

    [Test]
    public void A_line_of_json_tells_by_what_was_counted() => Assert.That(
        StatisticsReport.Line(new StatisticsRow("A.2", 3, 0, 0, 1, 2), StatisticsKey.Code),
        Is.EqualTo("""{"by":"code","key":"A.2","total":3,"accepted":0,"marked":0,"deferred":1,"refused":2}"""));
}
