using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.MailFrom;

public sealed class AllowedSenderVoucherTests
{
    [TestCase("<>", null)]
    [TestCase("a@partner.test", "all")]
    [TestCase("news@shop.test", "A, D.1")]
    [TestCase("a@shop.test", null)]
    public async Task Vouches_for_what_the_lists_name(string returnPath, string? excuse)
    {
        var given = new Given { ReturnPath = returnPath, Lists = ListText.Allowing("domain partner.test\nsender news@shop.test A,D.1") };

        var verdict = await new AllowedSenderVoucher(given.Time).EvaluateAsync(given.AtMailFrom(), CancellationToken.None);

        Assert.That((verdict.Finding is Finding.Vouched, verdict.Excuse?.ToString()), Is.EqualTo((excuse is not null, excuse)));
    }
}
