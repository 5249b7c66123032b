namespace InboundFilter.Tests.Policy.Lists;

public sealed class GlobPatternTests
{
    [TestCase("*.pool.example.net", "a.b.pool.example.net", true)]
    [TestCase("*.pool.example.net", "pool.example.net", false)]
    [TestCase("*Hosting*", "Example HOSTING Ltd", true)]
    [TestCase("ab*ba", "aba", false)]
    [TestCase("a**b", "ab", true)]
    [TestCase("*", "", true)]
    [TestCase("abc", "ABC", true)]
    public void Matches_whole_texts_without_case(string pattern, string text, bool expected) =>
        Assert.That(ListsFor.Glob(pattern).Matches(text), Is.EqualTo(expected));

    [Test]
    public void Matches_as_a_plain_recursion_does()
    {
        var random = new Random(42);
        for (int i = 0; i < 50_000; i++)
        {
            string pattern = Word(random, "ab*", random.Next(1, 8));
            string text = Word(random, "ab", random.Next(0, 10));

            Assert.That(ListsFor.Glob(pattern).Matches(text), Is.EqualTo(Naive(pattern, text)), $"{pattern} on {text}");
        }
    }

    [TestCase("*.a.b", "a.b")]
    [TestCase("x*y.a.b", "a.b")]
    [TestCase("*dyn*", "")]
    [TestCase("mail.*", "")]
    public void The_whole_labels_behind_the_last_star_are_its_tail(string pattern, string tail) =>
        Assert.That(ListsFor.Glob(pattern).LiteralTail, Is.EqualTo(tail));

    private static string Word(Random random, string letters, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));

    private static bool Naive(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) =>
        pattern.IsEmpty ? text.IsEmpty
        : pattern[0] == '*' ? Naive(pattern[1..], text) || (!text.IsEmpty && Naive(pattern, text[1..]))
        : !text.IsEmpty && pattern[0] == text[0] && Naive(pattern[1..], text[1..]);
}
