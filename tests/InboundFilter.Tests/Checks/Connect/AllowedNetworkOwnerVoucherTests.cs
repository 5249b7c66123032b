using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class AllowedNetworkOwnerVoucherTests
{
    private const string Zone = """
        192.0.2.1         PTR mx1.partner.test
        mx1.partner.test  A 192.0.2.1
        192.0.2.2         PTR mx2.partner.test
        192.0.2.3         PTR a.good.test
        a.good.test       A 192.0.2.3
        """;

    private static readonly FixedIpData IpData = new("203.0.113.0/24 DK 64500 x");

    [TestCase("192.0.2.1", "reversename *.partner.test", Finding.Vouched, TestName = "confirmed reverse name")]
    [TestCase("192.0.2.2", "reversename *.partner.test", Finding.NotApplicable, TestName = "a forged reverse name vouches for nobody")]
    [TestCase("192.0.2.3", "isp good.test", Finding.Vouched, TestName = "ISP domain")]
    [TestCase("203.0.113.5", "isp AS64500", Finding.Vouched, TestName = "AS")]
    [TestCase("203.0.113.5", "country DK", Finding.Vouched, TestName = "country")]
    [TestCase("192.0.2.1", "country DK", Finding.NotApplicable, TestName = "other country")]
    public async Task Vouches_by_what_is_known_of_the_network(string ip, string lists, Finding finding)
    {
        var given = new Given { Ip = ip, Dns = new ZoneDns(Zone), IpData = IpData, Lists = ListText.Allowing(lists) };

        var verdict = await new AllowedNetworkOwnerVoucher(given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(finding));
    }

    [Test]
    public async Task Asks_nobody_when_no_entry_needs_it()
    {
        var dns = new ZoneDns(Zone);
        var given = new Given { Dns = dns, Lists = ListText.Allowing("ip 198.51.100.7") };

        await new AllowedNetworkOwnerVoucher(given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That(dns.Asked, Is.Empty);
    }
}
