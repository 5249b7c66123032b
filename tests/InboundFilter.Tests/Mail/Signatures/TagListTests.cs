using InboundFilter.Mail.Signatures;

namespace InboundFilter.Tests.Mail.Signatures;

public sealed class TagListTests
{
    [TestCase("", "")]
    [TestCase("a=1", "1")]
    [TestCase(" a\t= 1 ;", "1")]
    [TestCase("b=2; a=1; ", "1")]
    [TestCase("a=", "")]
    [TestCase("a=b=c", "b=c")]
    [TestCase("a=x y\r\n z;", "x y\r\n z")]
    [TestCase("a=ü", "ü")]
    [TestCase("A=1", "")]
    [TestCase("a_1=2; a=1", "1")]
    public void Lists_are_read(string text, string a) => Assert.That(TagList.Read(text, out _)?["a"] ?? string.Empty, Is.EqualTo(a));

    [TestCase("a")]
    [TestCase("=1")]
    [TestCase("1a=1")]
    [TestCase("a-b=1")]
    [TestCase("a b=1")]
    [TestCase("a=1;;b=2")]
    [TestCase(";a=1")]
    [TestCase("a=1;;")]
    [TestCase("a=1; a=1")]
    [TestCase("a=\0")]
    [TestCase("a=\u007f")]
    public void Lists_that_break_the_grammar_are_refused(string text)
    {
        Assert.That(TagList.Read(text, out string? fault), Is.Null);
        Assert.That(fault, Is.Not.Null);
    }

    [TestCase("QUJD", "ABC")]
    [TestCase(" Q\r\n U\tJD ", "ABC")]
    [TestCase("QUI=", "AB")]
    [TestCase("QUI", "AB")]
    [TestCase("QQ==", "A")]
    [TestCase("QQ", "A")]
    [TestCase("", "")]
    [TestCase("Q", null)]
    [TestCase("QUJDQ", null)]
    [TestCase("QQ=", null)]
    [TestCase("Q=Q=", null)]
    [TestCase("Q!JD", null)]
    [TestCase("QUI==", null)]
    public void Base64_may_have_white_space_and_lack_padding(string text, string? meant)
    {
        byte[]? octets = TagValue.Base64(text);

        Assert.That(octets is null ? null : System.Text.Encoding.ASCII.GetString(octets), Is.EqualTo(meant));
    }

    [TestCase("0", 0L)]
    [TestCase("000000000012", 12L)]
    [TestCase("1234567890123", null)]
    [TestCase("", null)]
    [TestCase("-1", null)]
    [TestCase("+1", null)]
    [TestCase("1 2", null)]
    [TestCase("١", null)]
    public void Numbers_have_digits_only(string text, long? value)
    {
        long? read = TagValue.TryNumber(text, 12, out long number) ? number : null;

        Assert.That(read, Is.EqualTo(value));
    }

    [Test]
    public void Numbers_beyond_all_measure_are_the_greatest()
    {
        Assert.That(TagValue.TryNumber(new string('9', 76), 76, out long number), Is.True);
        Assert.That(number, Is.EqualTo(long.MaxValue));
    }
}
