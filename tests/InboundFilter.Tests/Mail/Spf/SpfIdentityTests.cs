using System.Net;
using InboundFilter.Mail;
using InboundFilter.Mail.Spf;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Spf;

/// <summary>Whom the evaluator judges, and what it does before it has a record (RFC 7208 §2.4, §4.3 to §4.5).</summary>
public sealed class SpfIdentityTests
{
    private const string Zone = """
        d.test             TXT v=spf1 -all exp=why.test
        why.test           TXT %{s} %{l} %{o} %{d} %{h}
        mail.d.test        TXT v=spf1 +all
        xn--grn-ioa.test   TXT v=spf1 -all exp=why.test
        two.test           TXT v=spf1 -all
        two.test           TXT V=SPF1 +all
        mixed.test         TXT v=spf10 +all
        mixed.test         TXT some text
        mixed.test         TXT v=spf1 ?all
        none.test          TXT v=spf1-all
        empty.test         A   192.0.2.1
        odd.test           TXT v=spf1
        wrong.test         TXT v=spf1 +all moo
        away.test          SERVFAIL
        _u.d.test          TXT v=spf1 -all
        """;

    [TestCase("user@none.test", AuthResult.None)]
    [TestCase("user@empty.test", AuthResult.None)]
    [TestCase("user@nowhere.test", AuthResult.None)]
    [TestCase("user@away.test", AuthResult.TempError)]
    [TestCase("user@two.test", AuthResult.PermError)]
    [TestCase("user@mixed.test", AuthResult.Neutral)]
    [TestCase("user@odd.test", AuthResult.Neutral)]
    [TestCase("user@wrong.test", AuthResult.PermError)]
    [TestCase("user@D.TEST", AuthResult.Fail)]
    [TestCase("user@d.test.", AuthResult.Fail)]
    [TestCase("user@_u.d.test", AuthResult.Fail)]
    public async Task Selects_the_one_record(string from, AuthResult result) =>
        Assert.That((await SpfRun.Of(Zone, from: from)).Result, Is.EqualTo(result));

    [TestCase("user@localhost")]
    [TestCase("user@[192.0.2.3]")]
    [TestCase("user@[IPv6:2001:db8::1]")]
    [TestCase("user@192.0.2.3")]
    [TestCase("user@")]
    [TestCase("user")]
    [TestCase("@")]
    [TestCase("user@d..test")]
    [TestCase("user@.d.test")]
    [TestCase("user@d.test..")]
    [TestCase("user@a b.test")]
    [TestCase("user@a123456789012345678901234567890123456789012345678901234567890123.test")]
    public async Task A_domain_that_is_none_gets_no_question(string from)
    {
        var dns = new ZoneDns(Zone);

        var result = await SpfRun.On(dns, from: from);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Result, Is.EqualTo(AuthResult.None));
            Assert.That(result.Reason, Is.Not.Null);
            Assert.That(dns.Asked, Is.Empty);
        }
    }

    [TestCase("user@d.test", "user@d.test user d.test d.test mail.d.test", "d.test")]
    [TestCase("@d.test", "postmaster@d.test postmaster d.test d.test mail.d.test", "d.test")]
    [TestCase("\"a@b\"@d.test", "\"a@b\"@d.test \"a@b\" d.test d.test mail.d.test", "d.test")]
    [TestCase("user@D.Test", "user@D.Test user D.Test D.Test mail.d.test", "D.Test")]
    [TestCase("user@grün.test", "user@xn--grn-ioa.test user xn--grn-ioa.test xn--grn-ioa.test mail.d.test", "grün.test")]
    public async Task Judges_the_sender(string from, string explanation, string domain)
    {
        var result = await SpfRun.Of(Zone, from: from);

        Assert.That(
            (result.Result, result.Identity, result.Domain, result.Explanation),
            Is.EqualTo((AuthResult.Fail, SpfIdentity.MailFrom, domain, explanation)));
    }

    [Test]
    public async Task The_null_path_is_judged_by_the_helo_name()
    {
        var result = await SpfRun.Of(Zone, from: string.Empty, helo: "d.test");

        Assert.That(
            (result.Result, result.Identity, result.Domain, result.Explanation),
            Is.EqualTo((AuthResult.Fail, SpfIdentity.Helo, "d.test", "postmaster@d.test postmaster d.test d.test d.test")));
    }

    [TestCase("mail.d.test", AuthResult.Pass)]
    [TestCase("[192.0.2.3]", AuthResult.None)]
    [TestCase("mail", AuthResult.None)]
    [TestCase("", AuthResult.None)]
    public async Task The_helo_name_is_judged_by_itself(string helo, AuthResult expected)
    {
        var evaluator = new SpfEvaluator(new ZoneDns(Zone), new ManualTimeProvider());

        var result = await evaluator.CheckHeloAsync(IPAddress.Parse("192.0.2.3"), helo, string.Empty, CancellationToken.None);

        Assert.That((result.Result, result.Identity, result.Domain), Is.EqualTo((expected, SpfIdentity.Helo, helo)));
    }
}
