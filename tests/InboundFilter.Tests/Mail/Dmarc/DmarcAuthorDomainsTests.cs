using InboundFilter.Dns;
using InboundFilter.Mail;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Tests.Mail.Dmarc;

public sealed class DmarcAuthorDomainsTests
{
    private const string Zone = """
        _dmarc.mine.test TXT v=DMARC1; p=reject
        _dmarc.reject.test TXT v=DMARC1; p=reject
        _dmarc.testing.test TXT v=DMARC1; p=reject; t=y
        _dmarc.quarantine.test TXT v=DMARC1; p=quarantine
        _dmarc.none.test TXT v=DMARC1; p=none
        _dmarc.down.test SERVFAIL
        _dmarc.broken.test TXT v=DMARC1; p=x
        """;

    [TestCase("mine.test, mine.test", "mine.test", AuthResult.Pass, DmarcPolicy.None)]
    [TestCase("mine.test, reject.test", "reject.test", AuthResult.Fail, DmarcPolicy.Reject, Description = "a pass of the sender's own does not cover another")]
    [TestCase("none.test, quarantine.test, reject.test", "reject.test", AuthResult.Fail, DmarcPolicy.Reject)]
    [TestCase("none.test, quarantine.test, mine.test", "quarantine.test", AuthResult.Fail, DmarcPolicy.Quarantine)]
    [TestCase("testing.test, none.test", "testing.test", AuthResult.Fail, DmarcPolicy.Quarantine)]
    [TestCase("down.test, quarantine.test", "down.test", AuthResult.TempError, DmarcPolicy.None, Description = "could come to a rejection")]
    [TestCase("down.test, reject.test", "reject.test", AuthResult.Fail, DmarcPolicy.Reject)]
    [TestCase("mine.test, none.test", "none.test", AuthResult.Fail, DmarcPolicy.None)]
    [TestCase("mine.test, unknown.test", "unknown.test", AuthResult.None, DmarcPolicy.None)]
    [TestCase("mine.test, broken.test", "broken.test", AuthResult.PermError, DmarcPolicy.None)]
    public async Task Of_several_the_strictest_failure_counts(string from, string domain, AuthResult expected, DmarcPolicy disposition)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from, "dkim mine.test");

        Assert.That((result.FromDomain?.Value, result.Result, result.Disposition), Is.EqualTo((domain, expected, disposition)));
    }

    [TestCase("mine.test, a.test, b.test, c.test, d.test, reject.test", AuthResult.PermError)]
    [TestCase("reject.test, a.test, b.test, c.test, d.test", AuthResult.Fail)]
    public async Task Of_too_many_only_the_first_are_judged_and_the_rest_is_no_pass(string from, AuthResult expected)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from, "dkim mine.test");

        Assert.That(result.Result, Is.EqualTo(expected));
    }

    [Test]
    public void Identities_are_what_passed_or_may_pass_and_is_a_domain()
    {
        var identities = DmarcIdentities.Of(
            new SpfResult(AuthResult.Pass, SpfIdentity.MailFrom, "Bücher.test"),
            [
                new DkimResult(AuthResult.Pass) { Domain = "a.test" },
                new DkimResult(AuthResult.Fail) { Domain = "b.test" },
                new DkimResult(AuthResult.TempError) { Domain = "c.test" },
                new DkimResult(AuthResult.Pass) { Domain = null },
                new DkimResult(AuthResult.Pass) { Domain = "not a domain" },
            ]);

        Assert.That(identities.Spf?.Value, Is.EqualTo("xn--bcher-kva.test"));
        Assert.That(identities.SpfUndecided, Is.Null);
        Assert.That(identities.Dkim, Is.EqualTo(new[] { DomainName.Parse("a.test") }));
        Assert.That(identities.DkimUndecided, Is.EqualTo(new[] { DomainName.Parse("c.test") }));
        Assert.That(DmarcIdentities.Of(new SpfResult(AuthResult.TempError, SpfIdentity.MailFrom, "a.test"), []).SpfUndecided?.Value, Is.EqualTo("a.test"));
        Assert.That(DmarcIdentities.Of(new SpfResult(AuthResult.SoftFail, SpfIdentity.MailFrom, "a.test"), []).Spf, Is.Null);
        Assert.That(DmarcIdentities.Of(null, []).Spf, Is.Null);
    }
}
