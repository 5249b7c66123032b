using System.Text;
using InboundFilter.Portal.Cases;

namespace InboundFilter.Tests.Portal.Cases;

public sealed class OctetTextTests
{
    [TestCase("Subject: hæj\r\n\tb\r\n", "Subject: hæj\n\tb\n")]
    [TestCase("a\u001b[31mb\0\u007f", "a\u241b[31mb\u2400\u2421")]
    [TestCase("a\u202egnp.exe\u200b", "a\ufffdgnp.exe\ufffd")]
    [TestCase("a\u0085b", "a\nb")]
    public void Shows_what_would_hide(string sent, string shown)
    {
        Assert.That(OctetText.Of(Encoding.UTF8.GetBytes(sent), 100), Is.EqualTo(shown));
    }

    [Test]
    public void Shows_octets_that_are_no_text()
    {
        Assert.That(OctetText.Of(new byte[] { (byte)'a', 0xff, (byte)'b' }, 100), Is.EqualTo("a\ufffdb"));
    }

    [Test]
    public void Tells_what_it_cuts_off()
    {
        Assert.That(OctetText.Of(new byte[] { (byte)'a', (byte)'b', (byte)'c' }, 1), Is.EqualTo("a\n[2 octets more]"));
    }
}
