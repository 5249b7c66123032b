using InboundFilter.Ledger;
using InboundFilter.Portal.Refusals;

namespace InboundFilter.Tests.Portal.Refusals;

public sealed class PastedLineTests
{
    [TestCase("K7QF2M9TXA")]
    [TestCase("  k7qf2m9txa\r\n")]
    [TestCase("K7QF2-M9TXA")]
    [TestCase("r=K7QF2M9TXA")]
    [TestCase("https://mx.example.org/E.2?r=K7QF2M9TXA")]
    [TestCase("https://mx.example.org/r/K7QF2M9TXA")]
    [TestCase("<https://mx.example.org/E.2?r=K7QF2M9TXA>")]
    [TestCase("550 5.1.8 E.2 Sender domain \"sales.example.com\" not found in DNS. Help: https://mx.example.org/E.2?r=K7QF2M9TXA")]
    [TestCase("550 5.1.8 E.2 Your server=1234567890 is odd. Help: https://mx.example.org/E.2?r=k7qf2m9txa (in reply to RCPT TO command)")]
    [TestCase("Help: https://mx.example.org/E.2?r=3DK7QF2M9TXA")]
    [TestCase("the reference is K7QF2M9TXA, for all recipients")]
    [TestCase("550 5.7.1 r=short r=K7QF2M9TXA&lang=da")]
    public void Finds_the_reference_in_what_was_pasted(string text)
    {
        Assert.That(PastedLine.TryFind(text, out var found), Is.True);
        Assert.That(found.ToString(), Is.EqualTo("K7QF2M9TXA"));
    }

    [TestCase("OIL0QF2M9T", "011" + "0QF2M9T")]
    [TestCase("r=oilOQF2M9T", "0110QF2M9T")]
    public void Reads_letters_that_look_like_digits(string text, string reference)
    {
        Assert.That(PastedLine.TryFind(text, out var found), Is.True);
        Assert.That(found, Is.EqualTo(Reference.Parse(reference)));
    }

    [TestCase("")]
    [TestCase("K7QF2M9TX")]
    [TestCase("K7QF2M9TXAB")]
    [TestCase("550 5.1.8 for all the recipients")]
    [TestCase("r=")]
    [TestCase("r=K7QF2M9TXU")]
    [TestCase("<script>alert(1)</script>")]
    public void Finds_nothing_where_there_is_none(string text) => Assert.That(PastedLine.TryFind(text, out _), Is.False);

    [Test]
    public void Looks_at_the_beginning_of_a_long_text_only()
    {
        Assert.That(PastedLine.TryFind(new string('r', PastedLine.MaxLength) + " r=K7QF2M9TXA", out _), Is.False);
    }
}
