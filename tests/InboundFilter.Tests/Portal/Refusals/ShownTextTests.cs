using InboundFilter.Portal.Refusals;

namespace InboundFilter.Tests.Portal.Refusals;

public sealed class ShownTextTests
{
    [TestCase("mail.shop.example", "mail.shop.example")]
    [TestCase("blåbær 🐟", "blåbær 🐟")]
    [TestCase("a\r\nb\u0000c", "a\uFFFD\uFFFDb\uFFFDc")]
    [TestCase("gpj.\u202Eexe", "gpj.\uFFFDexe")]
    [TestCase("a\u2028b", "a\uFFFDb")]
    public void Keeps_what_is_harmless(string given, string shown) => Assert.That(ShownText.Of(given), Is.EqualTo(shown));

    [Test]
    public void Replaces_half_a_character() => Assert.That(ShownText.Of("\ud83d half \udc1f"), Is.EqualTo("\uFFFD half \uFFFD"));

    [Test]
    public void Cuts_what_is_long() => Assert.That(ShownText.Of(new string('x', 5_000)), Has.Length.EqualTo(ShownText.MaxLength + 1).And.EndsWith("…"));
}
