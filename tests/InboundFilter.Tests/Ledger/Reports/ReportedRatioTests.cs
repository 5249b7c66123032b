using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Reports;

/// <summary>From messages that were taken and a report on one of them to the ratio of complaints, over all the desks.</summary>
public sealed class ReportedRatioTests
{
    private static readonly Given Session = new()
    {
        Dns = new ZoneDns("""
            192.0.2.1      PTR mx.isp.test
            mx.isp.test    A 192.0.2.1
            news.shop.test MX 10 mx.isp.test
            news.shop.test TXT v=spf1 ip4:192.0.2.1 -all
            """),
        Helo = "mx.isp.test",
    };

    // Who reports strikes too, but nothing is held against a bounce, so there the ratio alone blocks the server.
    [TestCase("a@news.shop.test", 400, "A.2 address 192.0.2.1 report, C.2 domain news.shop.test report, C.3 domain shop.test ratio", "")]
    [TestCase("a@news.shop.test", 1_000, "A.2 address 192.0.2.1 report, C.2 domain news.shop.test report", "Warning domain shop.test")]
    [TestCase("a@news.shop.test", 1_001, "A.2 address 192.0.2.1 report, C.2 domain news.shop.test report", "")]
    [TestCase("<>", 400, "A.2 address 192.0.2.1 ratio", "")]
    [TestCase("<>", 1_000, "", "Warning address 192.0.2.1")]
    [TestCase("<>", 1_001, "", "")]
    public async Task A_complaint_is_set_against_the_messages_that_came(string returnPath, int messages, string blocks, string notices)
    {
        await using var counter = new DecisionCounter(Session.Suffixes, NullLogger<DecisionCounter>.Instance);
        var lab = new ReportLab(Session, counter);
        var keeper = new CounterKeeper(counter, lab.Ledger, lab.Ratios, Session.Time, NullLogger<CounterKeeper>.Instance);
        string mail = await TakeAsync(lab, counter, messages, returnPath);
        await keeper.FlushAsync(CancellationToken.None);

        await lab.TakeAsync(ReportLab.Forward(mail));
        await keeper.FlushAsync(CancellationToken.None);

        Assert.That(await ToldAsync(lab), Is.EqualTo((blocks, notices)));
    }

    [TestCase(400, "A.2 address 192.0.2.1 report, C.2 domain news.shop.test report, C.3 domain shop.test ratio", "")]
    [TestCase(1_000, "A.2 address 192.0.2.1 report, C.2 domain news.shop.test report", "Warning domain shop.test")]
    public async Task A_command_judges_at_once_by_what_the_daemon_has_counted(int messages, string blocks, string notices)
    {
        await using var counter = new DecisionCounter(Session.Suffixes, NullLogger<DecisionCounter>.Instance);
        var lab = new ReportLab(Session);
        string mail = await TakeAsync(lab, counter, messages, "a@news.shop.test");
        await new CounterKeeper(counter, lab.Ledger, lab.Ratios, Session.Time, NullLogger<CounterKeeper>.Instance).FlushAsync(CancellationToken.None);

        await lab.TakeAsync(ReportLab.Forward(mail));

        Assert.That(await ToldAsync(lab), Is.EqualTo((blocks, notices)));
    }

    /// <summary>One message is sent, and counted as so many.</summary>
    /// <returns>The message as its recipient has it.</returns>
    private static async Task<string> TakeAsync(ReportLab lab, DecisionCounter counter, int messages, string returnPath)
    {
        var filter = new FilterLab(Session with { ReturnPath = returnPath });
        var reply = await filter.DeliverAsync("From: a@news.shop.test\nDate: Sun, 22 Nov 2026 12:00:00 +0000\nMessage-ID: <1@news.shop.test>\nSubject: x\n\nHello\n");
        Assert.That(reply.Code, Is.EqualTo(250), reply.ToString());
        var decision = filter.Decisions.All.Single();
        for (int i = 0; i < messages; i++)
        {
            counter.Record(decision);
        }

        await lab.KnowAsync(Sample.Stored(decision));
        return filter.Mailbox.Received.Single();
    }

    private static async Task<(string Blocks, string Notices)> ToldAsync(ReportLab lab)
    {
        var blocks = await lab.Ledger.SearchAsync(new BlockQuery(), 10, CancellationToken.None);
        var notices = await lab.Ledger.NoticesAsync(null, Given.Now, 10, CancellationToken.None);
        return (
            string.Join(", ", blocks.Select(b => $"{b.Code} {b.Subject} {b.By["strike: ".Length..]}").Order(StringComparer.Ordinal)),
            string.Join(", ", notices.Select(n => $"{n.Kind} {n.Subject}")));
    }
}
