using InboundFilter.Mail.Similarity;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Similarity;

public sealed class LinkDomainsTests
{
    [TestCase("<a href=\"http://www.shop.test/x\">", "shop.test")]
    [TestCase("HTTPS://Shop.Test:8443?x http://news.shop.test", "shop.test")]
    [TestCase("http://bank.test@evil.test/login", "evil.test")]
    [TestCase("http://a.co.uk http://b.a.co.uk. http://c.co.uk", "a.co.uk c.co.uk")]
    [TestCase("// comment://shop.test ftp://shop.test http:/shop.test", "")]
    [TestCase("http://192.0.2.1/ http://[2001:db8::1]/ http:// https://", "")]
    public void Finds_the_organisations_that_a_text_links_to(string text, string expected)
    {
        var links = new LinkDomains(new Given().Suffixes);
        links.Append(text);

        Assert.That(string.Join(' ', links.Found), Is.EqualTo(expected));
    }

    [Test]
    public void Only_so_many_are_kept()
    {
        var links = new LinkDomains(new Given().Suffixes);
        links.Append(string.Concat(Enumerable.Range(0, 1_000).Select(i => $"http://d{i}.test/ ")));

        Assert.That(links.Found, Has.Count.EqualTo(LinkDomains.MaxDomains));
    }
}
