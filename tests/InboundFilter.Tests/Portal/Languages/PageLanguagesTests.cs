using System.Text.RegularExpressions;
using InboundFilter.Portal.Languages;

namespace InboundFilter.Tests.Portal.Languages;

public sealed class PageLanguagesTests
{
    private static readonly PageLanguages Languages = PageLanguages.Load();

    [Test]
    public void English_and_Danish_have_the_same_texts()
    {
        Assert.That(Languages.All.Select(l => l.Code), Is.EqualTo(["en", "da"]));
        foreach (var language in Languages.All)
        {
            Assert.That(language.Texts.Select(t => t.Key), Is.EquivalentTo(Languages.Default.Texts.Select(t => t.Key)), language.Code);
        }
    }

    [Test]
    public void A_text_has_the_same_places_to_fill_in_every_language()
    {
        foreach (var language in Languages.All)
        {
            foreach (var (key, text) in language.Texts)
            {
                Assert.That(Places(text), Is.EqualTo(Places(Languages.Default[key])), $"{language.Code} {key}");
            }
        }
    }

    private static string[] Places(string text) => [.. Regex.Matches(text, @"\{\d+\}").Select(m => m.Value).Distinct().Order()];
}
