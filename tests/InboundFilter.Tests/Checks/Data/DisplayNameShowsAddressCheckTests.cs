using InboundFilter.Checks.Data;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class DisplayNameShowsAddressCheckTests
{
    private static readonly Given Session = new() { Dns = new ZoneDns(Messages.Keys + "\nsender.test TXT v=spf1 ip4:192.0.2.1 -all") };

    [TestCase("From: Anna Smith <anna@shop.test>")]
    [TestCase("From: \"anna@shop.test\" <anna@shop.test>")]
    [TestCase("From: \"anna@mail.shop.test\" <bounce@news.shop.test>", Description = "one organisation")]
    [TestCase("From: \"Anna @ Work, meet@noon\" <anna@shop.test>", Description = "no addresses")]
    [TestCase("From: \"anna@home\" <anna@shop.test>")]
    [TestCase("From: \"'anna@bank.test' via Group\" <group@lists.test>")]
    [TestCase("From: \"anna@bank.test\" <group@lists.test>\nReply-To: Anna <Anna@bank.test>", Description = "answers go there")]
    [TestCase("From: \"boss@sender.test\" <tool@cloud.test>", Description = "SPF vouches for the shown one")]
    [TestCase("Subject: none")]
    public async Task A_name_may_show_what_misleads_nobody(string header) =>
        Assert.That((await JudgeAsync(Messages.With(header))).Finding, Is.EqualTo(Finding.Clear));

    [TestCase("From: \"service@bank.test\" <x@evil.test>", "service@bank.test")]
    [TestCase("From: service@bank.test <x@evil.test>", "service@bank.test")]
    [TestCase("From: \"Service (service@bank.test)\" <x@evil.test>", "service@bank.test")]
    [TestCase("From: =?UTF-8?Q?service=40bank.test?= <x@evil.test>", "service@bank.test")]
    [TestCase("From: \"service＠bank.test\" <x@evil.test>", "service@bank.test", Description = "full-width at sign")]
    [TestCase("From: \"service@\u200Bbank.test\" <x@evil.test>", "service@bank.test", Description = "zero-width space")]
    [TestCase("From: \"service@bank.test, via telephone\" <x@evil.test>", null)]
    [TestCase("From: \"x@evil.test service@bank.test\" <x@evil.test>", "service@bank.test")]
    [TestCase("From: \"service@bank.test\" <x@evil.test>\nReply-To: x@evil.test", "service@bank.test")]
    [TestCase("From: x@evil.test, \"service@bank.test\" <x@evil.test>", "service@bank.test")]
    public async Task A_name_that_shows_somebody_elses_address_misleads(string header, string? shown)
    {
        var verdict = await JudgeAsync(Messages.With(header));

        Assert.That((verdict.Finding, verdict.Code?.Id, verdict.Aspect), Is.EqualTo(shown is null ? (Finding.Clear, (string?)null, (string?)null) : (Finding.Objection, "G.3", null)));
        Assert.That(verdict.Evidence, Does.Contain(shown ?? string.Empty));
    }

    [TestCase("shop.test", Finding.Clear)]
    [TestCase("relay.test", Finding.Objection)]
    [TestCase("broken.test", Finding.Objection)]
    [TestCase("shop.test relay.test", Finding.Clear)]
    public async Task A_signature_of_the_shown_domain_vouches_for_it(string signer, Finding finding) =>
        Assert.That((await JudgeAsync(Messages.Signed(Messages.With("From: \"a@shop.test\" <x@cloud.test>"), signer))).Finding, Is.EqualTo(finding));

    [Test]
    public async Task A_key_that_cannot_be_looked_up_leaves_it_open() =>
        Assert.That((await JudgeAsync(Messages.Signed(Messages.With("From: \"a@broken.test\" <x@cloud.test>"), "broken.test"))).Finding, Is.EqualTo(Finding.Undecided));

    [Test]
    public async Task No_name_is_too_long_or_too_odd()
    {
        foreach (string name in new[] { new string('@', 100_000), string.Concat(Enumerable.Repeat("a@b.test", 20_000)), "=?UTF-16?B?2AA=?=@b.test", "\uD800@b.test" })
        {
            Assert.That(async () => await JudgeAsync(Messages.With($"From: \"{name}\" <x@evil.test>")), Throws.Nothing);
        }
    }

    private static Task<Verdict> JudgeAsync(string message) =>
        new DisplayNameShowsAddressCheck(Session.Suffixes).EvaluateAsync(Session.AtData(message), CancellationToken.None).AsTask();
}
