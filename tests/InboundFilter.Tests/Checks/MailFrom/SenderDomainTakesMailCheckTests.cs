using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.MailFrom;

public sealed class SenderDomainTakesMailCheckTests
{
    private static readonly ZoneDns Dns = new("""
        shop.test   MX 10 mx.shop.test
        host.test   A 192.0.2.7
        six.test    AAAA 2001:db8::7
        half.test   A SERVFAIL
        silent.test MX 0 .
        backup.test MX 0 .
        backup.test MX 10 mx.shop.test
        broken.test SERVFAIL
        www.bare.test A 192.0.2.8
        """);

    [TestCase("<>", Finding.NotApplicable, null, null)]
    [TestCase("a@[192.0.2.1]", Finding.NotApplicable, null, null)]
    [TestCase("a@shop.test", Finding.Clear, null, null)]
    [TestCase("a@SHOP.test", Finding.Clear, null, null)]
    [TestCase("a@host.test", Finding.Clear, null, null)]
    [TestCase("a@six.test", Finding.Clear, null, null)]
    [TestCase("a@backup.test", Finding.Clear, null, null)]
    [TestCase("a@silent.test", Finding.Objection, "E.2", "550 5.7.27")]
    [TestCase("a@nowhere.test", Finding.Objection, "E.2", null)]
    [TestCase("a@bare.test", Finding.Objection, "E.2", null)]
    [TestCase("a@-_!.test", Finding.Objection, "E.2", null)]
    [TestCase("a@half.test", Finding.Undecided, "E.2", null)]
    [TestCase("a@broken.test", Finding.Undecided, "E.2", null)]
    public async Task Judges_the_senders_domain(string returnPath, Finding finding, string? code, string? status)
    {
        var verdict = await new SenderDomainTakesMailCheck(Dns).EvaluateAsync(new Given { ReturnPath = returnPath }.AtMailFrom(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id, verdict.Status?.ToString()), Is.EqualTo((finding, code, status)));
    }
}
