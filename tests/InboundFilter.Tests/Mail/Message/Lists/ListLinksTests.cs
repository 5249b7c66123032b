using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Lists;

namespace InboundFilter.Tests.Mail.Message.Lists;

public sealed class ListLinksTests
{
    [TestCase("<mailto:a@b?subject=x>", "mailto:a@b?subject=x")]
    [TestCase("<https://x.test/u?a,b;c>, <mailto:a@b>", "https://x.test/u?a,b;c|mailto:a@b")]
    [TestCase("(how) <ftp://x> ,\r\n <mailto:a@b> (by mail)", "ftp://x(how)|mailto:a@b(by mail)")]
    [TestCase("<http://x.test/\r\n long>", "http://x.test/long")]
    [TestCase("<http://x> <mailto:a@b>", "http://x|mailto:a@b")]
    [TestCase("https://x.test/u", "https://x.test/u")]
    [TestCase("NO (posting not allowed)", "")]
    [TestCase("<>", "")]
    [TestCase(", ,", "")]
    public void Reads_links(string text, string links) =>
        Assert.That(string.Join('|', ListLinks.Parse(text, FieldLimits.Default).Select(l => l.Uri + (l.Comment is null ? "" : $"({l.Comment})"))), Is.EqualTo(links));

    [TestCase("https://x", "https", true)]
    [TestCase("HTTPS:x", "https", true)]
    [TestCase("https", "https", false)]
    [TestCase("httpsx:", "https", false)]
    public void Knows_its_scheme(string uri, string scheme, bool expected) => Assert.That(new ListLink(uri).IsScheme(scheme), Is.EqualTo(expected));

    [TestCase("List Name <name.list.test>", "name.list.test", "List Name")]
    [TestCase("\"a, b\" =?utf-8?Q?=C3=A5?= <x.test>", "x.test", "a, b å")]
    [TestCase("<x.test>", "x.test", null)]
    [TestCase("x.test (Name)", "x.test", null)]
    [TestCase("just words", null, null)]
    [TestCase("<>", null, null)]
    [TestCase("", null, null)]
    public void Reads_a_list_id(string text, string? id, string? description)
    {
        var read = ListId.TryParse(text);

        Assert.That((read?.Id, read?.Description), Is.EqualTo((id, description)));
    }
}
