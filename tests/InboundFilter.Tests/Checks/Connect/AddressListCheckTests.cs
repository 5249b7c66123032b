using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class AddressListCheckTests
{
    private static readonly ZoneDns Dns = new("""
        192.0.2.9    PTR a1.pool.bad.test
        192.0.2.10   PTR mx.good.test
        """);

    [TestCase("203.0.113.7", Finding.Objection)]
    [TestCase("203.0.114.7", Finding.Clear)]
    [TestCase("2001:db8:1::5", Finding.Objection)]
    [TestCase("192.0.2.9", Finding.Objection)]
    [TestCase("192.0.2.10", Finding.Clear)]
    [TestCase("10.1.2.3", Finding.Objection)]
    public async Task Objects_to_listed_servers(string ip, Finding finding)
    {
        var given = new Given
        {
            Ip = ip,
            Dns = Dns,
            Lists = ListText.Blocking("ip 203.0.113.0/24\nip 2001:db8:1::/48\nip 10.1.2.3\nreversename *.pool.bad.test"),
        };

        var verdict = await new AddressListCheck(given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "A.1" : null)));
    }
}
