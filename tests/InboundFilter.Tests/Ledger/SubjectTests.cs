using System.Net;
using InboundFilter.Ledger;

namespace InboundFilter.Tests.Ledger;

public sealed class SubjectTests
{
    [TestCase(SubjectKind.Address, "192.0.2.1", "192.0.2.1")]
    [TestCase(SubjectKind.Address, "::ffff:192.0.2.1", "192.0.2.1")]
    [TestCase(SubjectKind.Address, "2001:DB8:0::1", "2001:db8::1")]
    [TestCase(SubjectKind.Network, "192.0.2.0/24", "192.0.2.0/24")]
    [TestCase(SubjectKind.Isp, "as64500", "AS64500")]
    [TestCase(SubjectKind.Isp, "BadISP.example.", "badisp.example")]
    [TestCase(SubjectKind.Isp, "as.example", "as.example")]
    [TestCase(SubjectKind.Domain, "Bücher.example", "xn--bcher-kva.example")]
    [TestCase(SubjectKind.Sender, "News@Bücher.example", "news@xn--bcher-kva.example")]
    public void Has_one_form(SubjectKind kind, string text, string key)
    {
        Assert.That(Subject.TryParse(kind, text, out var subject), Is.True);
        Assert.That((subject!.Kind, subject.Key), Is.EqualTo((kind, key)));
        Assert.That(Subject.TryParse(kind, key, out var again) && again == subject, Is.True);
    }

    [TestCase(SubjectKind.Address, "192.0.2.0/24")]
    [TestCase(SubjectKind.Address, "shop.example")]
    [TestCase(SubjectKind.Network, "192.0.2.0/33")]
    [TestCase(SubjectKind.Domain, "a..b")]
    [TestCase(SubjectKind.Sender, "shop.example")]
    [TestCase(SubjectKind.Sender, "@shop.example")]
    public void Refuses_what_is_none(SubjectKind kind, string text) => Assert.That(Subject.TryParse(kind, text, out _), Is.False);

    [Test]
    public void Tells_the_number_of_an_AS()
    {
        Assert.That(Subject.OfIsp(64500).TryGetAsNumber(out uint number) && number == 64500, Is.True);
        Assert.That(Subject.OfAddress(IPAddress.Loopback).TryGetAsNumber(out _), Is.False);
    }
}
