using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger;

namespace InboundFilter.Tests.Daemon.Ledgers;

public sealed class SubjectTextTests
{
    [TestCase("192.0.2.7", null, "address 192.0.2.7")]
    [TestCase("::ffff:192.0.2.7", null, "address 192.0.2.7")]
    [TestCase("2001:DB8::1", null, "address 2001:db8::1")]
    [TestCase("192.0.2.0/24", null, "network 192.0.2.0/24")]
    [TestCase("as64500", null, "isp AS64500")]
    [TestCase("BadIsp.example", SubjectKind.Isp, "isp badisp.example")]
    [TestCase("Shop.example.", null, "domain shop.example")]
    [TestCase("asia.example", null, "domain asia.example")]
    [TestCase("News@Shop.example", null, "sender news@shop.example")]
    public void A_subject_is_known_by_its_form_or_its_scope(string text, SubjectKind? scope, string subject) =>
        Assert.That(SubjectText.Read(text, scope).ToString(), Is.EqualTo(subject));

    [TestCase("", null)]
    [TestCase("10.1", null)]
    [TestCase("HAL", null)]
    [TestCase("192.0.2.7/24", null)]
    [TestCase("192.0.2.0/33", null)]
    [TestCase("shop.example", SubjectKind.Address)]
    [TestCase("192.0.2.7", SubjectKind.Network)]
    [TestCase("shop.example", SubjectKind.Sender)]
    [TestCase("a b", SubjectKind.Isp)]
    public void What_is_no_subject_is_told(string text, SubjectKind? scope) =>
        Assert.That(() => SubjectText.Read(text, scope), Throws.TypeOf<CaseException>());

    [Test]
    public void A_name_may_be_a_domain_or_an_isp() =>
        Assert.That(SubjectText.Meanings("badisp.example").Select(s => s.Kind), Is.EqualTo(new[] { SubjectKind.Domain, SubjectKind.Isp }));

    [TestCase("a@news.shop.example", "sender a@news.shop.example|domain news.shop.example|domain shop.example|domain example")]
    [TestCase("shop.example", "domain shop.example|domain example")]
    [TestCase("192.0.2.7", "address 192.0.2.7")]
    public void Domains_above_cover_a_subject(string text, string covering) =>
        Assert.That(string.Join('|', SubjectText.Covering(SubjectText.Read(text, null))), Is.EqualTo(covering));
}
