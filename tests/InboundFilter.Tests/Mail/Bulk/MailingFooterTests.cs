using InboundFilter.Mail.Bulk;

namespace InboundFilter.Tests.Mail.Bulk;

public sealed class MailingFooterTests
{
    [TestCase("Hello\nShop ApS, CVR 12345678\nTestgade 1, 2100 København Ø\n", false, "Shop ApS, CVR 12345678", "Testgade 1, 2100 København Ø")]
    [TestCase("Shop Inc. | 1 Main Street | Austin, TX 78701", false, "Shop Inc. | 1 Main Street | Austin, TX 78701", "Shop Inc. | 1 Main Street | Austin, TX 78701")]
    [TestCase("Shop Ltd\r\n1 High Street\r\nLondon EC1A 1BB\r\n", false, "Shop Ltd", "London EC1A 1BB")]
    [TestCase("<p>Shop GmbH<br>Teststr. 1<BR/>10115 Berlin</p>", true, "Shop GmbH", "10115 Berlin")]
    [TestCase("<div>Caf&eacute; Ltd</div><div>10115&nbsp;Berlin", true, "Café Ltd", "10115\u00A0Berlin")]
    [TestCase("© 2026 Shop, all rights reserved", false, null, null)]
    [TestCase("Copyright 2026 Shop Ltd", false, "Copyright 2026 Shop Ltd", null)]
    [TestCase("limited offer: 5000 pieces", false, null, null)]
    [TestCase("", true, null, null)]
    [TestCase("<<<", true, null, null)]
    public void Names_what_the_end_of_a_mailing_tells_of_its_sender(string text, bool isHtml, string? identity, string? address) =>
        Assert.That(MailingFooter.In(text, isHtml), Is.EqualTo(new MailingFooter(identity, address)));

    [Test]
    public void Only_the_end_counts_and_not_a_line_without_end()
    {
        Assert.That(MailingFooter.In("Shop Ltd\n" + new string('x', 9_000), isHtml: false).Identity, Is.Null);
        Assert.That(MailingFooter.In($"Shop Ltd {new string('x', 300)}", isHtml: false).Identity, Is.Null);
    }

    [Test]
    public void Says_so_in_words() =>
        Assert.That(new MailingFooter(null, "10115 Berlin").ToString(), Is.EqualTo("footer: no company, postal address \"10115 Berlin\""));
}
