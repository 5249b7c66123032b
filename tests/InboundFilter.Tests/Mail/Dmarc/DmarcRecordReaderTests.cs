using InboundFilter.Mail.Dmarc;

namespace InboundFilter.Tests.Mail.Dmarc;

public sealed class DmarcRecordReaderTests
{
    [TestCase("v=DMARC1")]
    [TestCase("v=DMARC1;")]
    [TestCase("v = DMARC1 ; p=none")]
    [TestCase("v\t=\tDMARC1\t;p=none")]
    [TestCase("V=DMARC1; p=none", Description = "literals of the grammar have no case, but for the version")]
    [TestCase("v=DMARC1; ;; =; garbage; p")]
    public void The_version_alone_makes_a_record(string text) =>
        Assert.That(DmarcRecordReader.TryRead(text, out _), Is.True);

    [TestCase("")]
    [TestCase("v=dmarc1; p=reject")]
    [TestCase("v=DMARC2; p=reject")]
    [TestCase("v=DMARC1 p=reject", Description = "a value that is not the version")]
    [TestCase("v=DMARC1.; p=reject")]
    [TestCase("p=reject; v=DMARC1")]
    [TestCase(";v=DMARC1; p=reject")]
    [TestCase(" v=DMARC1; p=reject")]
    [TestCase("\"v=DMARC1; p=reject\"")]
    [TestCase("v=spf1 -all")]
    [TestCase("vv=DMARC1")]
    [TestCase("DMARC1")]
    public void Anything_else_is_no_record(string text) =>
        Assert.That(DmarcRecordReader.TryRead(text, out _), Is.False);

    [TestCase("p=none", DmarcPolicy.None)]
    [TestCase("p=quarantine", DmarcPolicy.Quarantine)]
    [TestCase("P = Reject ", DmarcPolicy.Reject)]
    [TestCase("rua=mailto:a@example.test;p=reject", DmarcPolicy.Reject, Description = "in any order after the version")]
    [TestCase("p=reject; p=none", DmarcPolicy.Reject)]
    [TestCase("pct=0; p=reject; rf=afrf; ri=1; x-new=1", DmarcPolicy.Reject)]
    [TestCase("", DmarcPolicy.None, Description = "no p= is p=none")]
    [TestCase("sp=reject", DmarcPolicy.None)]
    public void P_is_read_and_none_without_it(string tags, DmarcPolicy policy) =>
        Assert.That((Read(tags).Policy, Read(tags).IsUsable), Is.EqualTo((policy, true)));

    [TestCase("p=reject", true, DmarcPolicy.Reject)]
    [TestCase("p=reject", false, DmarcPolicy.Reject)]
    [TestCase("p=reject; sp=quarantine", true, DmarcPolicy.Quarantine)]
    [TestCase("p=reject; sp=quarantine", false, DmarcPolicy.Quarantine)]
    [TestCase("p=none; sp=quarantine; np=reject", true, DmarcPolicy.Quarantine)]
    [TestCase("p=none; sp=quarantine; np=reject", false, DmarcPolicy.Reject)]
    [TestCase("p=none; np=reject", true, DmarcPolicy.None)]
    [TestCase("sp=reject", true, DmarcPolicy.Reject)]
    public void Subdomains_have_sp_or_np_before_p(string tags, bool exists, DmarcPolicy policy) =>
        Assert.That(Read(tags).ForSubdomain(exists), Is.EqualTo(policy));

    [TestCase("p=rejekt")]
    [TestCase("p=")]
    [TestCase("p=reject quarantine")]
    [TestCase("p=reject; sp=all")]
    [TestCase("p=reject; np=yes")]
    [TestCase("p=reject; sp=")]
    public void A_policy_that_is_none_of_the_three_is_p_none_for_whom_asks_for_reports_and_else_no_policy(string tags)
    {
        var told = Read(tags + "; rua=mailto:a@example.test");
        var untold = Read(tags);

        Assert.That((told.IsUsable, told.Policy, told.ForSubdomain(true), told.ForSubdomain(false)), Is.EqualTo((true, DmarcPolicy.None, DmarcPolicy.None, DmarcPolicy.None)));
        Assert.That(untold.IsUsable, Is.False);
    }

    [TestCase("mailto:a@example.test", true)]
    [TestCase("mailto:a@example.test!10m", true)]
    [TestCase("nonsense , https://example.test/dmarc?x=%20", true)]
    [TestCase("", false)]
    [TestCase(",,", false)]
    [TestCase("a@example.test", false)]
    [TestCase("mailto:", false)]
    [TestCase("mailto:a b@example.test", false)]
    [TestCase("1mailto:a@example.test", false)]
    [TestCase("mailto:a%2@example.test", false)]
    [TestCase("mailto:a%4", false)]
    public void Only_a_well_formed_reporting_address_counts(string uris, bool isValid) =>
        Assert.That(Read("p=bad; rua=" + uris).IsUsable, Is.EqualTo(isValid));

    [Test]
    public void Alignment_test_mode_and_suffix_flag_have_their_defaults_and_fall_back_to_them()
    {
        var set = Read("adkim=s; aspf=S; t=Y; psd=y");
        var wrong = Read("adkim=x; aspf=; t=yes; psd=maybe");

        Assert.That((set.IsStrictForDkim, set.IsStrictForSpf, set.IsTesting, set.Psd), Is.EqualTo((true, true, true, PsdFlag.PublicSuffix)));
        Assert.That((wrong.IsStrictForDkim, wrong.IsStrictForSpf, wrong.IsTesting, wrong.Psd), Is.EqualTo((false, false, false, PsdFlag.Undeclared)));
        Assert.That(Read("psd=n").Psd, Is.EqualTo(PsdFlag.Organization));
        Assert.That(wrong.IsUsable, Is.True);
    }

    private static DmarcRecord Read(string tags)
    {
        Assert.That(DmarcRecordReader.TryRead("v=DMARC1;" + tags, out var record), Is.True);
        return record!;
    }
}
