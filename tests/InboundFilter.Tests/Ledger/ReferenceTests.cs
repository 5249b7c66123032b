using InboundFilter.Ledger;
using InboundFilter.Smtp;

namespace InboundFilter.Tests.Ledger;

public sealed class ReferenceTests
{
    [TestCase("K7QF2M9TXA", "K7QF2M9TXA")]
    [TestCase("k7qf2m9txa", "K7QF2M9TXA")]
    [TestCase("oOlLiI0123", "0011110123")]
    [TestCase(" K7QF2-M9TXA", "K7QF2M9TXA")]
    [TestCase("ZZZZZZZZZZ", "ZZZZZZZZZZ")]
    public void Reads_what_people_write(string text, string expected)
    {
        Assert.That(Reference.TryParse(text, out var reference), Is.True);
        Assert.That(reference.ToString(), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("K7QF2M9TX")]
    [TestCase("K7QF2M9TXAA")]
    [TestCase("K7QF2M9TXU")]
    [TestCase("K7QF2M9TX*")]
    [TestCase("K7QF2M9TXé")]
    public void Refuses_what_is_none(string text)
    {
        Assert.That(Reference.TryParse(text, out _), Is.False);
        Assert.That(() => Reference.Parse(text), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void Every_id_that_is_printed_can_be_read_back()
    {
        string[] ids = [.. Enumerable.Range(0, 1_000).Select(_ => ShortId.Next())];

        Assert.That(ids.Select(i => Reference.Parse(i).ToString()), Is.EqualTo(ids));
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void All_fifty_bits_are_random()
    {
        // Of a thousand ids each place shows nearly all 32 characters; a place with less than 20 is a fixed or counted one.
        string[] ids = [.. Enumerable.Range(0, 1_000).Select(_ => ShortId.Next())];

        Assert.That(Enumerable.Range(0, ShortId.Length).Select(place => ids.Select(i => i[place]).Distinct().Count()), Has.All.GreaterThan(20));
    }
}
