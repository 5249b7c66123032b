using System.Reflection;
using System.Text.RegularExpressions;

namespace InboundFilter.Tests.Checks.Codes;

/// <summary>The form of the public pages; that each code has one is tested with the catalogue.</summary>
public sealed partial class CodePageTests
{
    private static readonly Assembly Checks = Assembly.Load("InboundFilter.Checks");

    private static readonly Dictionary<string, string[]> Sections = new()
    {
        ["en"] = ["What happened", "How to fix it", "What we need from you", "For administrators"],
        ["da"] = ["Hvad er der sket", "Sådan løser du det", "Det har vi brug for fra dig", "For administratorer"],
    };

    private static IEnumerable<string> Pages() =>
        Checks.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [Test]
    public void Each_page_is_there_in_both_languages()
    {
        string[] english = [.. Pages().Where(name => name.StartsWith("Codes/en/", StringComparison.Ordinal)).Select(name => name[9..])];

        Assert.That(english, Has.Length.AtLeast(14));
        Assert.That(Pages().Where(name => name.StartsWith("Codes/da/", StringComparison.Ordinal)).Select(name => name[9..]), Is.EqualTo(english));
    }

    [TestCaseSource(nameof(Pages))]
    public void A_page_begins_with_its_code_its_reply_and_since_when(string page)
    {
        string code = Path.GetFileNameWithoutExtension(page);

        var front = FrontMatter().Match(Read(page));

        Assert.That(front.Success, Is.True, "front matter of code, reply and since, and then a title");
        Assert.That(front.Groups["code"].Value, Is.EqualTo(code));
        Assert.That(front.Groups["reply"].Value, Is.EqualTo("as given").Or.Match(@"^([45])\d\d \1\.\d{1,3}\.\d{1,3}$"));
        Assert.That(Read(page.Replace("/da/", "/en/", StringComparison.Ordinal)), Does.Contain($"\nreply: {front.Groups["reply"].Value}\n"));
    }

    [TestCaseSource(nameof(Pages))]
    public void A_page_asks_for_something_only_where_asking_us_helps(string page)
    {
        string code = Path.GetFileNameWithoutExtension(page);
        string[] all = Sections[page.Split('/')[1]];
        bool needsProof = code[0] is 'A' or 'B' or 'C' or 'F' or 'G' && code != "A.4";

        string[] sections = [.. Heading().Matches(Read(page)).Select(match => match.Groups[1].Value)];

        Assert.That(sections, Is.EqualTo(needsProof ? all : [.. all.Where(section => section != all[2])]));
    }

    [TestCaseSource(nameof(Pages))]
    public void A_page_shows_only_names_and_addresses_made_for_examples(string page)
    {
        string text = Read(page);

        Assert.That(Address().Matches(text).Select(match => match.Value), Is.All.Match(@"^(192\.0\.2|203\.0\.113|25\.2\.0|77\.2\.0|25\.113\.0)\."));
        Assert.That(Domain().Matches(text).Select(match => match.Value), Is.All.Match(@"example(\.com|\.net|\.org)?$"));
    }

    private static string Read(string page)
    {
        using var reader = new StreamReader(Checks.GetManifestResourceStream(page)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\A---\ncode: (?<code>\S+)\nreply: (?<reply>.+)\nsince: \d+\.\d+\n---\n# \S.*\n")]
    private static partial Regex FrontMatter();

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\w-]+(\.[\w-]+)*\.(com|net|org|example|dk|de)\b")]
    private static partial Regex Domain();
}
