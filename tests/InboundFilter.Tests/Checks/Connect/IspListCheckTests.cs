using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class IspListCheckTests
{
    private static readonly ZoneDns Dns = new("192.0.2.9 PTR mail.customer.badisp.test");

    private static readonly FixedIpData IpData = new("""
        203.0.113.0/24 DK 64500 Bulk Example
        198.51.100.0/24 DE 64501 Some Hosting Ltd
        """);

    [TestCase("203.0.113.7", Finding.Objection, TestName = "by AS number")]
    [TestCase("198.51.100.7", Finding.Objection, TestName = "by AS name")]
    [TestCase("192.0.2.9", Finding.Objection, TestName = "by the domain of its reverse names")]
    [TestCase("192.0.2.10", Finding.Clear, TestName = "another ISP")]
    [TestCase("10.0.0.1", Finding.NotApplicable, TestName = "hidden")]
    public async Task Objects_to_listed_ISPs(string ip, Finding finding)
    {
        var given = new Given { Ip = ip, Dns = Dns, IpData = IpData, Lists = ListText.Blocking("isp AS64500\nisp name:*hosting*\nisp badisp.test") };

        var verdict = await new IspListCheck(given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "B.1" : null)));
    }

    [Test]
    public async Task Asks_nobody_when_no_ISP_is_listed()
    {
        var dns = new ZoneDns(string.Empty);
        var given = new Given { Dns = dns };

        var verdict = await new IspListCheck(given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding, dns.Asked.Count), Is.EqualTo((Finding.NotApplicable, 0)));
    }
}
