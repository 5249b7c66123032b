using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.MailFrom;

public sealed class SenderDomainListCheckTests
{
    [TestCase("<>", Finding.NotApplicable)]
    [TestCase("a@good.test", Finding.Clear)]
    [TestCase("a@spam.test", Finding.Objection)]
    [TestCase("a@news.Spam.test", Finding.Objection)]
    [TestCase("a@notspam.test", Finding.Clear)]
    [TestCase("a@exact.test", Finding.Objection)]
    [TestCase("a@sub.exact.test", Finding.Clear)]
    [TestCase("News@shop.test", Finding.Objection)]
    [TestCase("sales@shop.test", Finding.Clear)]
    public async Task Objects_to_what_the_lists_name(string returnPath, Finding finding)
    {
        var given = new Given { ReturnPath = returnPath, Lists = ListText.Blocking("domain spam.test\ndomain =exact.test\nsender news@shop.test") };

        var verdict = await new SenderDomainListCheck(given.Time).EvaluateAsync(given.AtMailFrom(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "C.1" : null)));
    }
}
