using InboundFilter.Ledger.Desks;

namespace InboundFilter.Tests.Ledger.Desks;

public sealed class SubjectMeaningsTests
{
    [TestCase("192.0.2.7", "address 192.0.2.7")]
    [TestCase(" 2001:db8::7 ", "address 2001:db8::7")]
    [TestCase("::ffff:192.0.2.7", "address 192.0.2.7")]
    [TestCase("192.0.2.0/24", "network 192.0.2.0/24")]
    [TestCase("as64500", "isp AS64500")]
    [TestCase("News@Shop.example", "sender news@shop.example")]
    [TestCase("Shop.Example", "domain shop.example|isp shop.example")]
    [TestCase("10.1", "")]
    [TestCase("10.1/16", "")]
    [TestCase("3232235777", "")]
    [TestCase("192.0.2.1/24", "network 192.0.2.0/24")]
    [TestCase("192.0.2.0/33", "")]
    [TestCase("two words", "")]
    [TestCase("<script>", "")]
    [TestCase("com", "")]
    [TestCase("", "")]
    [TestCase(null, "")]
    public void Reads_what_an_administrator_types(string? text, string meanings)
    {
        Assert.That(string.Join('|', SubjectMeanings.Of(text)), Is.EqualTo(meanings));
    }

    [Test]
    public void A_text_without_end_means_nothing()
    {
        Assert.That(SubjectMeanings.Of(new string('a', SubjectMeanings.MaxLength) + "@shop.example"), Is.Empty);
    }
}
