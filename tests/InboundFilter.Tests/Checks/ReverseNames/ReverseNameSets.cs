using System.Net;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Checks.ReverseNames;

/// <summary>Reads the tables of names beside these tests and those of the suites.</summary>
internal static class ReverseNameSets
{
    private static readonly Lazy<PublicSuffixList> Suffixes = new(
        () => PublicSuffixList.Load(Path.Combine(SuiteFolder.CheckoutRoot(), "config", "data", "public_suffix_list.dat")));

    public static ReverseNameClassifier Classifier { get; } = new(Suffixes.Value);

    /// <summary>A table of ours, by file name: columns ptr and ip.</summary>
    public static List<(string Name, IPAddress? Address)> Own(string file) =>
        [.. Rows(Path.Combine(SuiteFolder.CheckoutRoot(), "tests", "InboundFilter.Tests", "Checks", "ReverseNames", file))
            .Select(row => (row[0], (IPAddress?)IPAddress.Parse(row[1])))];

    /// <summary>The rows of a tab-separated file without its heading.</summary>
    public static IEnumerable<string[]> Rows(string path) => File.ReadLines(path).Skip(1).Select(line => line.Split('\t'));

    /// <summary>The names that are judged to be access lines, or the others, with the reasons, for the message of a failed test.</summary>
    public static List<string> Judged(IEnumerable<(string Name, IPAddress? Address)> names, bool accessLine) =>
        [.. names.Select(n => (n.Name, n.Address, Judgement: Classifier.Classify(n.Address, n.Name)))
            .Where(n => n.Judgement.IsAccessLine == accessLine)
            .Select(n => $"{n.Name} [{n.Address}] {n.Judgement.ClassName}: {string.Join("; ", n.Judgement.Reasons)}")];
}
