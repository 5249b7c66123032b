using InboundFilter.Checks.Helo;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Helo;

public sealed class HeloSyntaxCheckTests
{
    [TestCase("mx.sender.test", Finding.Clear)]
    [TestCase("MX-1.Sender.Test.", Finding.Clear)]
    [TestCase("[192.0.2.1]", Finding.Clear)]
    [TestCase("[IPv6:2001:db8::1]", Finding.Clear)]
    [TestCase("bücher.test", Finding.Clear)]
    [TestCase("HAL", Finding.Objection)]
    [TestCase("localhost", Finding.Objection)]
    [TestCase("192.0.2.1", Finding.Objection)]
    [TestCase("2001:db8::1", Finding.Objection)]
    [TestCase("[192.0.2.300]", Finding.Objection)]
    [TestCase("mail server.test", Finding.Objection)]
    [TestCase("under_score.test", Finding.Objection)]
    [TestCase("-x.test", Finding.Objection)]
    [TestCase("a..test", Finding.Objection)]
    [TestCase("10.20.30.40.50", Finding.Objection)]
    public async Task Asks_for_a_full_host_name(string helo, Finding finding)
    {
        var verdict = await new HeloSyntaxCheck().EvaluateAsync(new Given { Helo = helo }.AtHelo(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "E.3" : null)));
    }
}
