using InboundFilter.Checks.Data;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Policy.Lists;

namespace InboundFilter.Tests.Checks.Data;

public sealed class OurDomainFromOutsideCheckTests
{
    private static readonly OurNames Ours = new(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]);

    private static readonly Given Session = new() { Dns = new ZoneDns(Messages.Keys + "\nexample.test TXT v=spf1 ip4:192.0.2.9 -all\nhalf.example.test TXT SERVFAIL") };

    [TestCase("a@sender.test", "192.0.2.1", "x@sender.test", "", Finding.NotApplicable)]
    [TestCase("a@news.example.test", "192.0.2.1", "x@sender.test", "", Finding.NotApplicable)]
    [TestCase("a@example.test", "192.0.2.1", "x@sender.test", "", Finding.Objection)]
    [TestCase("A <a@EXAMPLE.test>", "192.0.2.1", "<>", "", Finding.Objection)]
    [TestCase("b@sender.test, a@example.test", "192.0.2.1", "x@sender.test", "", Finding.Objection)]
    [TestCase("a@mx.example.test", "192.0.2.1", "x@sender.test", "", Finding.Objection)]
    [TestCase("a@example.test", "192.0.2.9", "a@example.test", "", Finding.Clear)]
    [TestCase("a@example.test", "192.0.2.1", "a@example.test", "", Finding.Objection)]
    [TestCase("a@example.test", "192.0.2.1", "x@sender.test", "example.test", Finding.Clear)]
    [TestCase("a@example.test", "192.0.2.1", "x@sender.test", "lists.test", Finding.Objection)]
    [TestCase("a@example.test", "192.0.2.1", "a@half.example.test", "", Finding.Undecided)]
    public async Task Our_addresses_need_proof_from_outside(string from, string client, string returnPath, string signer, Finding finding)
    {
        var session = Session with { Ip = client, ReturnPath = returnPath };
        var verdict = await Check(session).EvaluateAsync(session.AtData(Messages.Signed(Messages.With($"From: {from}"), signer)), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Aspect), Is.EqualTo((finding, finding is Finding.Objection or Finding.Undecided ? Aspects.OurDomainFromOutside : null)));
    }

    [TestCase("lists.test", Finding.Clear)]
    [TestCase("relay.test", Finding.Objection)]
    public async Task A_trusted_sealer_may_bring_our_users_posts_back(string trusted, Finding finding)
    {
        var lists = AccessLists.Empty with { TrustedSealers = new TrustedSealers([ListsFor.Entry(ListEntryKind.Domain, trusted)]) };
        var session = Session with { Lists = lists };
        string sealedMail = TestSigner.Rsa.Seal(
            Messages.With("From: a@example.test\nSubject: [list] x"),
            1,
            "none",
            "i=1; a=rsa-sha256; cv=none; d=lists.test; s=s1; b={b}",
            "i=1; a=rsa-sha256; c=relaxed/relaxed; d=lists.test; s=s1; h=from:subject; bh={bh}; b={b}");

        var verdict = await Check(session).EvaluateAsync(session.AtData(sealedMail), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(finding));
    }

    private static OurDomainFromOutsideCheck Check(Given session) => new(Ours, session.Suffixes, session.Time);
}
