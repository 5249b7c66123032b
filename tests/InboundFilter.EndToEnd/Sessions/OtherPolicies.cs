using System.Text;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>The same clients under another policy.yaml.</summary>
public sealed class OtherPolicies
{
    private FakeDnsServer _dns = null!;

    [OneTimeSetUp]
    public void StartDns() => _dns = FakeDnsServer.Start(JudgingLab.Zone);

    [OneTimeTearDown]
    public async Task StopDns() => await _dns.DisposeAsync();

    [Test]
    public async Task In_observe_mode_what_would_have_been_refused_is_accepted_and_logged()
    {
        using var setup = JudgingLab.Configure();
        setup.Policy = "mode: observe";
        await using var filter = await StartAsync(setup);

        foreach (var played in JudgingLab.Cases.Where(c => c.Decision is "refuse" && c.Code != "R.1"))
        {
            string to = $"{Guid.NewGuid():n}@example.test";
            await using var client = await filter.ConnectAsync();
            var reply = await client.BeginMailAsync(played.XclientAddress, played.Helo, played.From, to);
            Assert.That(reply.Code, Is.EqualTo(250), $"{played}: {reply}");
            Assert.That((await client.DataAsync(played.Message)).Code, Is.EqualTo(250), played.About);
            TestMessage.AssertPassed(setup.Mail.Single(to), played.Message.Span, played.About);
            await Eventually.UntilAsync(() => filter.Log.Any(l => l["rcpt"] == $"<{to}>" && l["observed"].Split(',').Contains(played.Code)), $"{played}: observed in the log");
        }
    }

    [Test]
    public async Task In_observe_mode_other_domains_are_refused_all_the_same()
    {
        using var setup = JudgingLab.Configure();
        setup.Policy = "mode: observe";
        await using var filter = await StartAsync(setup);
        await using var client = await filter.ConnectAsync();
        var reply = await client.BeginMailAsync(JudgingLab.GoodAddress, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@elsewhere.test");
        Assert.That(reply.TroubleshootingCode, Is.EqualTo("R.1"));
    }

    [Test]
    public async Task Doubts_that_are_ignored_as_shipped_can_defer_and_the_other_way_round()
    {
        using var setup = JudgingLab.Configure();
        setup.Policy = """
            order:
              - E.1: {action: enforce, undecided: ignore}
              - E.2: {action: enforce, undecided: ignore}
              - A.3: {action: enforce, undecided: defer}
              - D.1: {action: enforce, undecided: defer}
              - E.5: {action: enforce, undecided: ignore}
            """;
        await using var filter = await StartAsync(setup);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await AskAsync(filter, "203.0.113.70", JudgingLab.GoodHost, JudgingLab.GoodSender), Is.EqualTo(("451 4.7.1", "A.3")), "reverse name fails");
            Assert.That(await AskAsync(filter, "203.0.113.71", JudgingLab.GoodHost, JudgingLab.GoodSender), Is.EqualTo(("451 4.7.1", "A.3")), "reverse name times out");
            Assert.That(await AskAsync(filter, "203.0.113.72", JudgingLab.GoodHost, JudgingLab.GoodSender), Is.EqualTo(("451 4.7.1", "D.1")), "blocklist fails");
            Assert.That(await AskAsync(filter, "203.0.113.73", JudgingLab.GoodHost, JudgingLab.GoodSender), Is.EqualTo(("451 4.7.1", "D.1")), "blocklist times out");
            Assert.That((await AskAsync(filter, JudgingLab.GoodAddress, "servfail.test", JudgingLab.GoodSender)).Status, Does.StartWith("250"), "HELO name fails");
            Assert.That((await AskAsync(filter, JudgingLab.GoodAddress, JudgingLab.GoodHost, "a@timeout.test")).Status, Does.StartWith("250"), "sender domain times out");
        }
    }

    [Test]
    public async Task Order_of_the_policy_is_the_order_of_precedence_and_off_and_mark_do_what_they_say()
    {
        using var setup = JudgingLab.Configure();
        setup.Policy = "order: [{E.2: enforce}, {E.3: enforce}, {A.1: \"off\"}, {A.3: mark}, {D.1: mark}, {E.1: {require-forward-confirmed: true}}]";
        await using var filter = await StartAsync(setup);
        await using var marked = await filter.ConnectAsync();
        await marked.BeginMailAsync("203.0.113.8", JudgingLab.GoodHost, JudgingLab.GoodSender, "marked@example.test");
        await marked.DataAsync(TestMessage.Simple);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await AskAsync(filter, JudgingLab.GoodAddress, "HAL", "a@unknown.test")).Code, Is.EqualTo("E.2"), "E.2 stands in front of E.3");
            Assert.That((await AskAsync(filter, "203.0.113.50", JudgingLab.GoodHost, JudgingLab.GoodSender)).Status, Does.StartWith("250"), "A.1 is off");
            Assert.That(await AskAsync(filter, "203.0.113.63", JudgingLab.GoodHost, JudgingLab.GoodSender), Is.EqualTo(("550 5.7.25", "E.1")), "the reverse name must be confirmed");
            Assert.That(Encoding.UTF8.GetString(setup.Mail.Single("marked@example.test")), Does.Contain("X-InboundFilter: mark; codes=D.1; ref="));
        }
    }

    private static async Task<(string Status, string Code)> AskAsync(FilterProcess filter, string address, string helo, string from)
    {
        await using var client = await filter.ConnectAsync();
        var reply = await client.BeginMailAsync(address, helo, from, "user@example.test");
        return (reply.Status, reply.TroubleshootingCode);
    }

    private Task<FilterProcess> StartAsync(FilterSetup setup) =>
        setup.StartAsync("--dns", $"{_dns.Address}", "--dns-timeout", "500ms", "--dns-tries", "1");
}
