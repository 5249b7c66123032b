using InboundFilter.Ledger;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Portal.Admin;

public sealed class OverviewPageTests
{
    [Test]
    public async Task It_shows_health_the_worst_first_and_what_came()
    {
        using var folder = new LedgerFolder();
        await using var ledger = await folder.OpenAsync();
        await ledger.Decisions.AppendAsync([Sample.Decision(), Sample.Decision()], CancellationToken.None);
        await using var lab = await AdminLab.StartAsync(services => services.AddSingleton<ILedgerStore>(ledger));
        lab.Health.Items.Add(new HealthItem("DNS", null, HealthState.Good, "answers"));
        lab.Health.Items.Add(new HealthItem("Blocklist", "zen.<b>.example", HealthState.Bad, "<script>alert(1)</script>"));

        string html = await lab.PageAsync("/admin");

        Assert.That(html.IndexOf("zen.", StringComparison.Ordinal), Is.LessThan(html.IndexOf("answers", StringComparison.Ordinal)));
        Assert.That(html, Does.Contain("One thing needs a look.").And.Not.Contain("<script>"));
        Assert.That(html, Does.Contain("<svg class=\"chart\"").And.Contain("The chart as a table").And.Contain("code=E.2").And.Contain("isp=shop.example").And.Contain("country=DK").And.Contain("from=shop.example"));
        Assert.That(html, Does.Contain("2 decisions: 0 accepted, 0 marked, 0 deferred, 2 refused."));
    }

    [Test]
    public async Task A_ledger_that_fails_does_not_hide_the_health()
    {
        await using var lab = await AdminLab.StartAsync();
        lab.Ledger.Fault = LedgerFault.Damaged;
        lab.Health.Items.Add(new HealthItem("Ledger", null, HealthState.Bad, "it is damaged"));

        Assert.That(await lab.PageAsync("/admin?period=7d"), Does.Contain("it is damaged").And.Contain("The ledger cannot be read"));
    }
}
