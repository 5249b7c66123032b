using InboundFilter.Checks.Data;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class ForeignReplyToCheckTests
{
    private static readonly Given Session = new() { Dns = new ZoneDns(Messages.Keys + "\nsender.test TXT v=spf1 ip4:192.0.2.1 -all") };

    [TestCase("From: boss@bank.test\nReply-To: x@evil.test", "", Finding.Objection)]
    [TestCase("From: boss@bank.test\nReply-To: x@evil.test", "relay.test", Finding.Objection)]
    [TestCase("From: boss@bank.test\nReply-To: boss@bank.test, x@evil.test", "", Finding.Objection)]
    [TestCase("From: boss@shop.test\nReply-To: x@evil.test", "shop.test", Finding.Clear)]
    [TestCase("From: boss@news.shop.test\nReply-To: x@evil.test", "shop.test", Finding.Clear)]
    [TestCase("From: boss@sender.test\nReply-To: x@evil.test", "", Finding.Clear, Description = "SPF vouches")]
    [TestCase("From: boss@bank.test\nReply-To: help@www.bank.test", "", Finding.Clear)]
    [TestCase("From: ann@bank.test\nReply-To: chat@lists.test", "lists.test", Finding.Clear, Description = "no third: the list that sends")]
    [TestCase("From: ann@bank.test\nTo: Chat <chat@lists.test>\nReply-To: chat@lists.test", "", Finding.Clear, Description = "openly sent there")]
    [TestCase("From: ann@bank.test\nList-Post: <mailto:chat@lists.test>\nReply-To: chat@lists.test", "", Finding.Clear)]
    [TestCase("From: boss@broken.test\nReply-To: x@evil.test", "broken.test", Finding.Undecided)]
    [TestCase("From: boss@bank.test\nReply-To: x@[192.0.2.1]", "", Finding.Clear)]
    [TestCase("From: boss@bank.test", "", Finding.NotApplicable)]
    [TestCase("Reply-To: x@evil.test", "", Finding.NotApplicable)]
    public async Task Answers_that_lead_to_a_third_domain_are_told(string header, string signer, Finding finding)
    {
        var verdict = await new ForeignReplyToCheck(Session.Suffixes).EvaluateAsync(Session.AtData(Messages.Signed(Messages.With(header), signer)), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Aspect), Is.EqualTo((finding, finding is Finding.Objection or Finding.Undecided ? Aspects.ForeignReplyTo : null)));
    }
}
