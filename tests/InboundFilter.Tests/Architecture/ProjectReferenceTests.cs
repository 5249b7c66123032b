using System.Xml.Linq;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Architecture;

/// <summary>The arrows between projects are those of the design; a new one is a decision, not an accident.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Smtp"] = [],
        ["Dns"] = [],
        ["Mail"] = ["Dns"],
        ["Policy"] = ["Dns", "Mail", "Smtp"],
        ["Checks"] = ["Policy"],
        ["Ledger"] = ["Policy"],
        ["Portal"] = ["Ledger", "Policy"],
        ["Daemon"] = ["Checks", "Dns", "Ledger", "Mail", "Policy", "Portal", "Smtp"],
    };

    [Test]
    public void Projects_refer_only_to_those_the_design_allows()
    {
        string source = Path.Combine(SuiteFolder.CheckoutRoot(), "src");
        var actual = Directory.GetFiles(source, "*.csproj", SearchOption.AllDirectories).ToDictionary(
            file => Short(file),
            file => XDocument.Load(file).Descendants("ProjectReference")
                .Select(r => Short(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order().ToArray());

        Assert.That(actual.Keys, Is.EquivalentTo(Allowed.Keys), "a project came or went: say so in README and here");
        foreach (var (project, references) in actual)
        {
            Assert.That(references, Is.SubsetOf(Allowed[project]), $"{project} has an arrow too many");
        }
    }

    private static string Short(string file) => Path.GetFileNameWithoutExtension(file).Replace("InboundFilter.", string.Empty, StringComparison.Ordinal);
}
