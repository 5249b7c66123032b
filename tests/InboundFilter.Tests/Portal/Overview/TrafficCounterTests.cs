using InboundFilter.Ledger;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal;
using InboundFilter.Portal.Overview;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Portal.Overview;

public sealed class TrafficCounterTests
{
    [Test]
    public async Task Bars_hold_what_was_decided_in_their_hour_and_leave_no_gap()
    {
        using var folder = new LedgerFolder();
        await using var ledger = await folder.OpenAsync();
        var now = Given.Now;
        await ledger.Decisions.AppendAsync(
            [
                Sample.Decision() with { Time = now },
                Sample.Decision() with { Time = now.AddHours(-1), Disposition = Disposition.Accept, Code = null },
                Sample.Decision() with { Time = now.AddHours(-1), Disposition = Disposition.Mark, Code = "G.2" },
                Sample.Decision() with { Time = now.AddHours(-23), Disposition = Disposition.Defer },
                Sample.Decision() with { Time = now.AddHours(-24), Country = "SE" },
            ],
            CancellationToken.None);

        var figures = await CountAsync(ledger, folder, Period.All[0]);

        Assert.That(figures.Bars, Has.Count.EqualTo(24));
        Assert.That(figures.Bars.Zip(figures.Bars.Skip(1)).Select(p => p.Second.From - p.First.From), Is.All.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(figures.Bars.Select(b => (b.Accepted, b.Marked, b.Deferred, b.Refused)).Where(b => b != (0, 0, 0, 0)), Is.EqualTo(new[] { (0L, 0L, 1L, 0L), (1L, 1L, 0L, 0L), (0L, 0L, 0L, 1L) }));
        Assert.That((figures.Bars[0].Deferred, figures.Bars[^2].Marked, figures.Bars[^1].Refused), Is.EqualTo((1, 1, 1)));
        Assert.That((figures.Sum.Total, figures.Countries.Single().Key, figures.Countries.Single().Total), Is.EqualTo((4L, "DK", 4L)), "what is older does not count");
        Assert.That(figures.Codes.Select(c => c.Key), Is.EquivalentTo(new[] { "E.2", "G.2" }), "mail without a code has none to show");
    }

    [TestCase("7d", 28, 6)]
    [TestCase("30d", 30, 24)]
    [TestCase("24h", 24, 1)]
    [TestCase("no such", 24, 1)]
    public void A_period_ends_with_the_bar_of_now(string key, int bars, int hours)
    {
        var period = Period.Find(key);
        var now = new DateTimeOffset(2026, 11, 22, 17, 59, 59, TimeSpan.Zero);

        var last = period.BeginsBefore(now) + ((period.Bars - 1) * period.Step);

        Assert.That((period.Bars, period.Step), Is.EqualTo((bars, TimeSpan.FromHours(hours))));
        Assert.That(last, Is.LessThanOrEqualTo(now).And.GreaterThan(now - period.Step));
        Assert.That(last.UtcTicks % period.Step.Ticks, Is.Zero);
    }

    [Test]
    public async Task Hours_are_put_together_in_longer_bars()
    {
        using var folder = new LedgerFolder();
        await using var ledger = await folder.OpenAsync();
        var noon = new DateTimeOffset(Given.Now.UtcDateTime.Date, TimeSpan.Zero).AddHours(12);
        await ledger.Decisions.AppendAsync([.. new[] { -12, -7, -6, -1 }.Select(h => Sample.Decision() with { Time = noon.AddHours(h) })], CancellationToken.None);

        var figures = await CountAsync(ledger, folder, Period.Find("7d"));

        Assert.That(figures.Bars.Where(b => b.Total > 0).Select(b => (b.From.Hour, b.Refused)), Is.EqualTo(new[] { (0, 2L), (6, 2L) }));
    }

    [Test]
    public async Task Links_lead_to_the_decisions_that_were_counted()
    {
        using var folder = new LedgerFolder();
        await using var ledger = await folder.OpenAsync();
        await ledger.Decisions.AppendAsync([Sample.Decision(), Sample.Decision() with { IspDomain = null }, Sample.Decision() with { IspDomain = null, AsNumber = null, SenderDomain = "a&b=c" }], CancellationToken.None);

        var tables = TopTables.Of(await CountAsync(ledger, folder, Period.All[0])).ToDictionary(t => t.Id);

        Assert.That(tables["isps"].Rows.Select(tables["isps"].LinkOf), Is.EquivalentTo(new[] { "?since=2026-11-21%2013%3A00&isp=shop.example", "?since=2026-11-21%2013%3A00&as=AS64500", null }));
        Assert.That(tables["domains"].Rows.Select(tables["domains"].LinkOf), Has.Some.EndsWith("&from=a%26b%3Dc"));
    }

    private static Task<TrafficFigures> CountAsync(ILedgerStore ledger, LedgerFolder folder, Period period)
    {
        var services = new ServiceCollection().AddSingleton(ledger).BuildServiceProvider();
        return new TrafficCounter(new PortalLedger(services), folder.Time).CountAsync(period, CancellationToken.None);
    }
}
