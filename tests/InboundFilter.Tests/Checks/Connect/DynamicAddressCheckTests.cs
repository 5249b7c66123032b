using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class DynamicAddressCheckTests
{
    private static readonly ZoneDns Dns = new("""
        192.0.2.1       PTR mx.sender.test
        mx.sender.test  A 192.0.2.1
        192.0.2.55      PTR dhcp-192-0-2-55.dsl.isp.test
        dhcp-192-0-2-55.dsl.isp.test A 192.0.2.55
        192.0.2.56      PTR 192-0-2-56.isp.test
        192.0.2.57      PTR dhcp-192-0-2-57.dsl.isp.test
        192.0.2.57      PTR mail.shop.test
        mail.shop.test  A 192.0.2.57
        192.0.2.4       SERVFAIL
        """);

    [TestCase("192.0.2.1", Finding.Clear)]
    [TestCase("192.0.2.55", Finding.Objection)]
    [TestCase("192.0.2.56", Finding.Objection)]
    [TestCase("192.0.2.57", Finding.Clear)]
    [TestCase("192.0.2.4", Finding.Undecided)]
    [TestCase("192.0.2.9", Finding.NotApplicable)]
    [TestCase("10.0.0.1", Finding.NotApplicable)]
    public async Task Objects_to_consumer_lines(string ip, Finding finding)
    {
        var given = new Given { Ip = ip, Dns = Dns };

        var verdict = await new DynamicAddressCheck(new(given.Suffixes)).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection or Finding.Undecided ? "A.3" : null)), verdict.Evidence);
    }
}
