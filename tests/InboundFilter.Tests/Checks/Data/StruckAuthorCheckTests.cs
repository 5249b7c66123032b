using InboundFilter.Checks.Data;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class StruckAuthorCheckTests
{
    private static readonly InboundFilter.Policy.Ports.IStandings Standings = FixedStandings.Of("""
        block C.2 domain shop.test 2026-11-01
        block C.2 domain back.test 2026-11-01
        grant domain back.test 2026-11-10
        """);

    [TestCase("news@shop.test", Finding.Objection)]
    [TestCase("x@other.test, news@mail.shop.test", Finding.Objection)]
    [TestCase("x@other.test", Finding.Clear)]
    [TestCase("x@back.test", Finding.Clear)]
    [TestCase("nobody", Finding.Clear)]
    public async Task Objects_to_a_struck_author_whatever_the_return_path(string from, Finding finding)
    {
        var given = new Given { ReturnPath = "bounce@provider.test" };

        var verdict = await new StruckAuthorCheck(Standings, given.Time).EvaluateAsync(given.AtData($"From: {from}\n\nHello\n"), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "C.2" : null)));
    }
}
