using InboundFilter.Checks.Helo;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Helo;

public sealed class HeloListCheckTests
{
    [TestCase("hal", Finding.Objection)]
    [TestCase("web.spam.test", Finding.Objection)]
    [TestCase("halfway.test", Finding.Clear)]
    public async Task Objects_to_listed_names(string helo, Finding finding)
    {
        var given = new Given { Helo = helo, Lists = ListText.Blocking("helo HAL\nhelo *.spam.test") };

        var verdict = await new HeloListCheck(given.Time).EvaluateAsync(given.AtHelo(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "E.3" : null)));
    }
}
