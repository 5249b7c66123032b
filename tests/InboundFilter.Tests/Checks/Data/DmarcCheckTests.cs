using InboundFilter.Checks.Data;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class DmarcCheckTests
{
    private static readonly ZoneDns Dns = new($"""
        _dmarc.reject.test     TXT v=DMARC1; p=reject
        _dmarc.testing.test    TXT v=DMARC1; p=reject; t=y
        _dmarc.quarantine.test TXT v=DMARC1; p=quarantine
        _dmarc.none.test       TXT v=DMARC1; p=none
        _dmarc.away.test       SERVFAIL
        signed.test            TXT v=spf1 -all
        _dmarc.signed.test     TXT v=DMARC1; p=reject
        s1._domainkey.signed.test TXT {TestSigner.Rsa.KeyRecord}
        own.test               TXT v=spf1 ip4:192.0.2.1 -all
        _dmarc.own.test        TXT v=DMARC1; p=reject
        """);

    private readonly DmarcCheck _check = new();

    [TestCase("a@reject.test", Finding.Objection, null)]
    [TestCase("a@testing.test", Finding.Objection, Aspects.Quarantine)]
    [TestCase("a@quarantine.test", Finding.Objection, Aspects.Quarantine)]
    [TestCase("a@none.test", Finding.Clear, null)]
    [TestCase("a@nothing.test", Finding.Clear, null)]
    [TestCase("a@own.test", Finding.Clear, null)]
    [TestCase("a@away.test", Finding.Undecided, null)]
    [TestCase("\"nobody\"", Finding.NotApplicable, null)]
    public async Task Objects_as_the_authors_domain_asks(string from, Finding finding, string? aspect)
    {
        var verdict = await JudgeAsync("a@own.test", $"From: {from}\nSubject: x\n\nHello\n");

        Assert.That((verdict.Finding, verdict.Aspect), Is.EqualTo((finding, aspect)));
        Assert.That(verdict.Code?.Id, Is.EqualTo(finding is Finding.Objection or Finding.Undecided ? "E.6" : null));
    }

    [Test]
    public async Task A_signature_of_the_authors_domain_is_enough()
    {
        const string Message = "From: a@signed.test\r\nSubject: x\r\n\r\nHello\r\n";
        string signed = TestSigner.Rsa.Sign(Message, "v=1; a=rsa-sha256; c=relaxed/relaxed; d=signed.test; s=s1; h=from:subject; bh={bh}; b={b}");

        Assert.That((await JudgeAsync("b@elsewhere.test", signed)).Finding, Is.EqualTo(Finding.Clear));
        Assert.That((await JudgeAsync("b@elsewhere.test", signed.Replace("Hello", "Hallo"))).Finding, Is.EqualTo(Finding.Objection));
    }

    [Test]
    public async Task Of_a_client_that_a_gateway_hides_nobody_knows_what_SPF_would_say()
    {
        var hidden = new Given { Dns = Dns, Ip = "10.0.0.1", ReturnPath = "a@own.test" };

        var mayPass = await _check.EvaluateAsync(hidden.AtData("From: a@own.test\n\nHello\n"), CancellationToken.None);
        var cannot = await _check.EvaluateAsync(hidden.AtData("From: a@reject.test\n\nHello\n"), CancellationToken.None);

        Assert.That((mayPass.Finding, cannot.Finding), Is.EqualTo((Finding.NotApplicable, Finding.Objection)));
    }

    [Test]
    public async Task The_record_says_whose_policy_it_is()
    {
        var verdict = await JudgeAsync("b@own.test", "From: a@reject.test\n\nHello\n");

        Assert.That(verdict.Evidence, Does.StartWith("fail for reject.test, policy reject of reject.test"));
        Assert.That(verdict.Sentence, Does.Contain("\"reject.test\""));
    }

    private ValueTask<Verdict> JudgeAsync(string returnPath, string message) =>
        _check.EvaluateAsync(new Given { Dns = Dns, ReturnPath = returnPath }.AtData(message), CancellationToken.None);
}
