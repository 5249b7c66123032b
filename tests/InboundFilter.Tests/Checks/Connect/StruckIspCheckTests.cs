using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class StruckIspCheckTests
{
    private static readonly InboundFilter.Policy.Ports.IStandings Standings = FixedStandings.Of("""
        block B.2 isp AS64500 2026-11-01
        block B.2 isp badisp.test 2026-11-01
        """);

    private static readonly FixedIpData IpData = new("203.0.113.0/24 DK 64500 Bulk Example");

    [TestCase("203.0.113.7", Finding.Objection, TestName = "by AS number")]
    [TestCase("192.0.2.9", Finding.Objection, TestName = "by the domain of its reverse names")]
    [TestCase("192.0.2.10", Finding.Clear, TestName = "another ISP")]
    [TestCase("10.0.0.1", Finding.NotApplicable, TestName = "hidden")]
    public async Task Objects_to_struck_ISPs(string ip, Finding finding)
    {
        var given = new Given { Ip = ip, Dns = new ZoneDns("192.0.2.9 PTR 192-0-2-9.badisp.test"), IpData = IpData };

        var verdict = await new StruckIspCheck(Standings, given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "B.2" : null)));
    }

    [Test]
    public async Task Asks_nobody_when_nobody_is_blocked()
    {
        var dns = new ZoneDns(string.Empty);
        var given = new Given { Dns = dns };

        var verdict = await new StruckIspCheck(NoStandings.Instance, given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding, dns.Asked.Count), Is.EqualTo((Finding.Clear, 0)));
    }
}
