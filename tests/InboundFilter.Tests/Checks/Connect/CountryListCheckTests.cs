using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class CountryListCheckTests
{
    private static readonly FixedIpData IpData = new("203.0.113.0/24 BR 64500 x\n198.51.100.0/24 DK 64501 y");

    [TestCase("203.0.113.7", "country BR", Finding.Objection)]
    [TestCase("198.51.100.7", "country BR", Finding.Clear)]
    [TestCase("192.0.2.1", "country BR", Finding.NotApplicable)]
    [TestCase("10.0.0.1", "country BR", Finding.NotApplicable)]
    [TestCase("203.0.113.7", "", Finding.NotApplicable)]
    public async Task Objects_to_listed_countries(string ip, string lists, Finding finding)
    {
        var given = new Given { Ip = ip, IpData = IpData, Lists = ListText.Blocking(lists) };

        var verdict = await new CountryListCheck(given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "F.1" : null)));
    }
}
