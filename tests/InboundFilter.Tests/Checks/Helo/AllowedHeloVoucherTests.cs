using InboundFilter.Checks.Helo;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Helo;

public sealed class AllowedHeloVoucherTests
{
    [TestCase("PRINTER", Finding.Vouched)]
    [TestCase("mx.sender.test", Finding.NotApplicable)]
    public async Task Vouches_for_listed_names(string helo, Finding finding)
    {
        var given = new Given { Helo = helo, Lists = ListText.Allowing("helo printer") };

        var verdict = await new AllowedHeloVoucher(given.Time).EvaluateAsync(given.AtHelo(), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(finding));
    }
}
