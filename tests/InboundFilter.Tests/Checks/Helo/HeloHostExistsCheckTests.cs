using InboundFilter.Checks.Helo;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Helo;

public sealed class HeloHostExistsCheckTests
{
    private const string Zone = """
        mx.sender.test  A 192.0.2.1
        other.test      A 192.0.2.99
        six.test        AAAA 2001:db8::1
        text.test       TXT hello
        half.test       AAAA SERVFAIL
        half.test       TXT hello
        broken.test     SERVFAIL
        """;

    [TestCase("mx.sender.test", Finding.Clear, null)]
    [TestCase("other.test", Finding.Clear, null)]
    [TestCase("six.test", Finding.Clear, null)]
    [TestCase("text.test", Finding.Objection, "550 5.7.1")]
    [TestCase("nowhere.test", Finding.Objection, "550 5.7.1")]
    [TestCase("half.test", Finding.Undecided, "451 4.7.1")]
    [TestCase("broken.test", Finding.Undecided, "451 4.7.1")]
    [TestCase("HAL", Finding.NotApplicable, null)]
    [TestCase("[192.0.2.1]", Finding.NotApplicable, null)]
    public async Task Asks_the_dns_for_the_name(string helo, Finding finding, string? status)
    {
        var verdict = await new HeloHostExistsCheck(new ZoneDns(Zone)).EvaluateAsync(new Given { Helo = helo }.AtHelo(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Status?.ToString()), Is.EqualTo((finding, status)));
    }

    [Test]
    public async Task Asks_one_question_when_the_first_is_answered()
    {
        var dns = new ZoneDns(Zone);

        await new HeloHostExistsCheck(dns).EvaluateAsync(new Given().AtHelo(), CancellationToken.None);

        Assert.That(dns.Asked, Is.EqualTo(new[] { "A mx.sender.test" }));
    }
}
