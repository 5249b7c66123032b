using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy.Lists;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Explaining;

public sealed class ListFinderTests
{
    private static readonly AccessLists Lists = new(
        ListText.Blocking("""
            ip 203.0.113.0/24
            ip 203.0.0.0/16
            isp AS64500
            isp badisp.test
            country DK
            domain spam.test
            sender news@shop.test
            helo HAL
            reversename *.pool.test
            """).Block,
        ListText.Allowing("ip 203.0.113.7\ndomain =good.spam.test\nip 203.0.0.0/20").Allow);

    [TestCase("203.0.113.7", "*allow 203.0.113.7|block 203.0.113.0/24|block 203.0.0.0/16|block AS64500|block DK")]
    [TestCase("203.0.113.8", "*block 203.0.113.0/24|block 203.0.0.0/16|block AS64500|block DK")]
    [TestCase("203.0.113.0/24", "*block 203.0.113.0/24|block 203.0.0.0/16")]
    [TestCase("203.0.0.0/17", "*block 203.0.0.0/16")]
    [TestCase("203.0.0.0/8", "")]
    [TestCase("as64500", "*block AS64500")]
    [TestCase("dk", "*block DK")]
    [TestCase("news@shop.test", "*block news@shop.test")]
    [TestCase("a@x.spam.test", "*block spam.test")]
    [TestCase("good.spam.test", "*allow =good.spam.test|block spam.test")]
    [TestCase("hal", "*block HAL")]
    [TestCase("a1.pool.test", "*block *.pool.test")]
    [TestCase("dsl.badisp.test", "*block badisp.test")]
    [TestCase("nothing.test", "")]
    public void Finds_every_entry_that_covers_a_subject_and_the_one_that_wins(string subject, string expected)
    {
        var found = new ListFinder(Lists, new FixedIpData("203.0.113.0/24 DK 64500 x"), Given.Now).Find(subject);

        Assert.That(string.Join('|', found.Select(f => $"{(f.Wins ? "*" : string.Empty)}{f.List} {f.Entry.Subject}")), Is.EqualTo(expected));
    }

    [TestCase("203.0.113.7/24")]
    [TestCase("@")]
    [TestCase("a@")]
    [TestCase("")]
    [TestCase("/")]
    public void What_is_no_subject_is_said_to_be_none(string subject) =>
        Assert.That(
            () => { if (new ListFinder(Lists, new FixedIpData(string.Empty), Given.Now).Find(subject).Count == 0) { throw new CaseException("none"); } },
            Throws.TypeOf<CaseException>());
}
