using InboundFilter.Dns;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Tests.Dns;

public sealed class DomainNameOctetsTests
{
    [TestCase("Host.Test", "host.test")]
    [TestCase("host.test.", "host.test")]
    [TestCase("_spf.host.test", "_spf.host.test")]
    [TestCase("foo:Bar/baz.test", @"foo\058bar\047baz.test")]
    [TestCase("a b%20.test.", @"a\032b\03720.test")]
    [TestCase(@"back\slash.test", @"back\092slash.test")]
    [TestCase("\0.test", @"\000.test")]
    public void Reads_any_characters_of_ASCII(string text, string value)
    {
        bool isName = DomainName.TryParseAnyOctets(text, out var name);

        Assert.That((isName, name.Value), Is.EqualTo((true, value)));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("a$..test")]
    [TestCase(".a$.test")]
    [TestCase("a$.test..")]
    [TestCase("grün.test")]
    [TestCase("$123456789012345678901234567890123456789012345678901234567890123.test")]
    public void Refuses_what_no_question_can_hold(string text) => Assert.That(DomainName.TryParseAnyOctets(text, out _), Is.False);

    [Test]
    public void The_length_counts_octets_not_their_escapes()
    {
        string longest = string.Join('.', Enumerable.Repeat(new string('$', 63), 3)) + "." + new string('$', 61);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(DomainName.TryParseAnyOctets(longest, out var name), Is.True);
            Assert.That(DomainName.TryParseAnyOctets("$" + longest, out _), Is.False);

            byte[] wire = new byte[WireName.MaxLength];
            Assert.That(WireName.TryEncode(name, wire, out int length) && length == WireName.MaxLength, Is.True);
            Assert.That(WireName.ToDomainName(wire), Is.EqualTo(name), "as answers name it");
        }
    }
}
