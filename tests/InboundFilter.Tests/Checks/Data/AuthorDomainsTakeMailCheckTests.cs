using InboundFilter.Checks.Data;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class AuthorDomainsTakeMailCheckTests
{
    private static readonly ZoneDns Dns = new("""
        shop.test   MX 10 mx.shop.test
        host.test   A 192.0.2.7
        empty.test  TXT nothing
        silent.test MX 0 .
        broken.test SERVFAIL
        """);

    [TestCase("From: a@shop.test\nSender: b@host.test\nReply-To: c@shop.test", Finding.Clear, "")]
    [TestCase("From: a@SHOP.test, b@[192.0.2.1], root, Nobody:;", Finding.Clear, "")]
    [TestCase("Subject: x", Finding.NotApplicable, "")]
    [TestCase("From: root", Finding.NotApplicable, "")]
    [TestCase("From: a@nowhere.test", Finding.Objection, "From: nowhere.test does not exist")]
    [TestCase("From: a@empty.test", Finding.Objection, "From: empty.test has neither MX nor address records")]
    [TestCase("From: a@silent.test", Finding.Objection, "From: silent.test says that it takes no mail (null MX)")]
    [TestCase("From: a@shop..test", Finding.Objection, "From: shop..test is not a domain name")]
    [TestCase("From: a@shop.test\nSender: b@nowhere.test", Finding.Objection, "Sender: nowhere.test does not exist")]
    [TestCase("From: a@shop.test\nReply-To: c@shop.test, d@nowhere.test", Finding.Objection, "Reply-To: nowhere.test does not exist")]
    [TestCase("From: a@broken.test\nReply-To: d@nowhere.test", Finding.Objection, "Reply-To: nowhere.test does not exist")]
    [TestCase("From: a@shop.test\nReply-To: d@broken.test", Finding.Undecided, "Reply-To: broken.test: ")]
    public async Task Judges_every_address_of_an_author(string header, Finding finding, string evidence)
    {
        var verdict = await new AuthorDomainsTakeMailCheck(Dns).EvaluateAsync(new Given().AtData(Messages.With(header)), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection or Finding.Undecided ? "G.3" : null)));
        Assert.That(verdict.Evidence, finding is Finding.NotApplicable ? Is.Not.Empty : Does.StartWith(evidence));
    }

    [Test]
    public async Task Asks_each_domain_once_and_not_without_end()
    {
        var dns = new ZoneDns(string.Empty);
        string many = string.Join(", ", Enumerable.Range(0, 500).Select(i => $"a@d{i}.test, b@D{i}.test"));

        await new AuthorDomainsTakeMailCheck(dns).EvaluateAsync(new Given().AtData(Messages.With($"From: {many}")), CancellationToken.None);

        Assert.That(dns.Asked, Has.Count.EqualTo(10));
    }
}
