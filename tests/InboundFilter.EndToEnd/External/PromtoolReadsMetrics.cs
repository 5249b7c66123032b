using InboundFilter.EndToEnd.Harness;
using InboundFilter.EndToEnd.Sessions;

namespace InboundFilter.EndToEnd.External;

/// <summary>Prometheus' own tool reads the page and finds nothing to complain of.</summary>
[Category("External")]
public sealed class PromtoolReadsMetrics
{
    private const string Promtool = "/usr/bin/promtool";

    [Test]
    public async Task The_page_after_some_mail_is_well_formed_and_its_names_follow_the_conventions()
    {
        Debian.Require(("prometheus", Promtool));
        int port = FreePort.Next();
        await using var dns = FakeDnsServer.Start(JudgingLab.Zone);
        using var setup = new FilterSetup
        {
            ["metrics"] = $"{{listen: \"127.0.0.1:{port}\"}}",
            ["scanners"] = $"{{clamd: {{address: \"127.0.0.1:{FreePort.Next()}\", when-away: pass}}}}",
            ["reports"] = "{spam: spam@example.test}",
        };
        setup.Dnsbl = "lists: [{zone: bl.test, kind: ip, replies: {\"127.0.0.2\": 1}}]";
        await using var filter = await setup.JudgingEverybody().StartAsync("--dns", $"{dns.Address}");
        foreach (string address in (string[])[JudgingLab.GoodAddress, "203.0.113.8"])
        {
            await using var client = await filter.ConnectAsync();
            if ((await client.BeginMailAsync(address, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test")).Code == 250)
            {
                await client.DataAsync(TestMessage.Simple);
            }
        }

        using var monitoring = new MonitoringClient(port);
        string page = (await monitoring.MetricsAsync()).Text;
        var checkedPage = await ChildProcess.RunAsync(Promtool, ["check", "metrics"], page.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.That((checkedPage.ExitCode, checkedPage.Output, checkedPage.Errors), Is.EqualTo((0, string.Empty, string.Empty)));
    }
}
