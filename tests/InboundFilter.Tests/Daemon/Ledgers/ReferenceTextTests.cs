using InboundFilter.Daemon.Ledgers;

namespace InboundFilter.Tests.Daemon.Ledgers;

public sealed class ReferenceTextTests
{
    [TestCase("K7QF2M9TXA")]
    [TestCase(" k7qf2m9txa ")]
    [TestCase("K7QF2-M9TXA")]
    [TestCase("https://mx.example.org/E.2?r=k7qf2m9txa")]
    [TestCase("550 5.1.8 E.2 Sender domain \"r=x\" not found in DNS. Help: https://mx.example.org/E.2?r=K7QF2M9TXA (in reply to RCPT)")]
    public void A_reference_is_read_however_it_is_handed_over(string text)
    {
        Assert.That(ReferenceText.TryRead(text, out var reference), Is.True);
        Assert.That(reference.ToString(), Is.EqualTo("K7QF2M9TXA"));
    }

    [TestCase("")]
    [TestCase("K7QF2M9TX")]
    [TestCase("K7QF2M9TXAA")]
    [TestCase("K7QF2M9TXU")]
    [TestCase("https://mx.example.org/E.2?r=")]
    public void Anything_else_is_none(string text) => Assert.That(ReferenceText.TryRead(text, out _), Is.False);
}
