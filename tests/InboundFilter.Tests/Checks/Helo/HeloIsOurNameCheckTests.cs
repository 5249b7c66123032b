using InboundFilter.Checks.Helo;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Helo;

public sealed class HeloIsOurNameCheckTests
{
    private static readonly OurNames Ours = new(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]);

    [TestCase("mx.sender.test", Finding.Clear)]
    [TestCase("www.example.test", Finding.Clear)]
    [TestCase("[192.0.2.1]", Finding.Clear)]
    [TestCase("MX.example.TEST", Finding.Objection)]
    [TestCase("example.test", Finding.Objection)]
    [TestCase("[198.51.100.25]", Finding.Objection)]
    public async Task Objects_to_our_own_name(string helo, Finding finding)
    {
        var verdict = await new HeloIsOurNameCheck(Ours).EvaluateAsync(new Given { Helo = helo }.AtHelo(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "E.3" : null)));
    }
}
