using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.MailFrom;

public sealed class StruckDomainCheckTests
{
    private static readonly InboundFilter.Policy.Ports.IStandings Standings = FixedStandings.Of("""
        block C.2 domain shop.test 2026-11-01
        block C.2 sender spammer@freemail.test 2026-11-01
        block C.3 domain bulk.test 2026-11-01
        """);

    [TestCase("a@shop.test", Finding.Objection, "The sender domain \"shop.test\" is blocked because unsolicited mail came from it, until 2027-01-21.")]
    [TestCase("a@news.shop.test", Finding.Objection, "The sender domain \"news.shop.test\" is blocked because unsolicited mail came from it, until 2027-01-21.")]
    [TestCase("Spammer@freemail.test", Finding.Objection, "The sender \"Spammer@freemail.test\" is blocked because unsolicited mail came from it, until 2027-01-21.")]
    [TestCase("other@freemail.test", Finding.Clear, null)]
    [TestCase("a@bulk.test", Finding.Clear, null)]
    [TestCase("<>", Finding.NotApplicable, null)]
    [TestCase("a@[192.0.2.1]", Finding.NotApplicable, null)]
    public async Task Objects_to_struck_domains_and_senders(string returnPath, Finding finding, string? sentence)
    {
        var given = new Given { ReturnPath = returnPath };

        var verdict = await new StruckDomainCheck(Standings, given.Time).EvaluateAsync(given.AtMailFrom(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id, verdict.Sentence), Is.EqualTo((finding, finding is Finding.Objection ? "C.2" : null, sentence)));
    }
}
