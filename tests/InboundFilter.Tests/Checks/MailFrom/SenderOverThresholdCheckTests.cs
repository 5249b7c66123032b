using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.MailFrom;

public sealed class SenderOverThresholdCheckTests
{
    [TestCase("a@bulk.test", Finding.Objection)]
    [TestCase("a@shop.test", Finding.Clear)]
    [TestCase("<>", Finding.NotApplicable)]
    public async Task Objects_to_senders_over_a_threshold(string returnPath, Finding finding)
    {
        var given = new Given { ReturnPath = returnPath };
        var standings = FixedStandings.Of("block C.3 domain bulk.test 2026-11-01\nblock C.2 domain shop.test 2026-11-01");

        var verdict = await new SenderOverThresholdCheck(standings, given.Time).EvaluateAsync(given.AtMailFrom(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "C.3" : null)));
    }
}
