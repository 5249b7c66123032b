using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class AllowedAddressVoucherTests
{
    [TestCase("198.51.100.7", "A, D, E.1", TestName = "a narrow entry and a wide one excuse together")]
    [TestCase("198.51.100.9", "E.1")]
    [TestCase("203.0.113.8", null)]
    public async Task Vouches_for_listed_addresses(string ip, string? excuse)
    {
        var given = new Given { Ip = ip, Lists = ListText.Allowing("ip 198.51.100.7 A,D\nip 198.51.100.0/24 E.1") };

        var verdict = await new AllowedAddressVoucher(given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding is Finding.Vouched, verdict.Excuse?.ToString()), Is.EqualTo((excuse is not null, excuse)));
    }
}
