namespace InboundFilter.Tests.Mail.Similarity;

public sealed class WordHashesTests
{
    [TestCase("Hello, WORLD!", "hello world")]
    [TestCase("order 12345 of 2026-11-22 for 3x49.95", "order of for")]
    [TestCase("see https://shop.test/a?id=8f3c and www.shop.test now", "see and now")]
    [TestCase("write to (anna@example.test), please", "write to please")]
    [TestCase("don\u2019t dont don't", "dont dont dont")]
    [TestCase("Vi\u00ADa\u200Bgra", "viagra")]
    [TestCase("id A7C3F9 or x9 ends", "id or ends")]
    [TestCase("a\tb\r\nc\u00A0d", "a b c d")]
    [TestCase("\u8CFC\u5165\u8005", "\u8CFC \u5165 \u8005")]
    [TestCase("Dear Anna Jensen, welcome", "dear welcome", "Anna Jensen")]
    [TestCase("dear anna.jensen welcome", "dear welcome", "anna.jensen")]
    [TestCase("", "")]
    public void Copies_of_a_mailing_have_the_same_words(string text, string same, params string[] names) =>
        Assert.That(Texts.Hashes(text, names), Is.EqualTo(Texts.Hashes(same)));

    [TestCase("one two", "two one")]
    [TestCase("one", "ones")]
    public void Other_words_are_other_hashes(string text, string other) => Assert.That(Texts.Hashes(text), Is.Not.EqualTo(Texts.Hashes(other)));
}
