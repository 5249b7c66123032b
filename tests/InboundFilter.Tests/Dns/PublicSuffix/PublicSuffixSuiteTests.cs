using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Dns.PublicSuffix;

[Category("Suites")]
public sealed class PublicSuffixSuiteTests
{
    [Test]
    public void Every_case_of_the_lists_own_tests()
    {
        string folder = SuiteFolder.Path("psl");
        var list = PublicSuffixList.Load(Path.Combine(folder, "public_suffix_list.dat"));
        var cases = File.ReadLines(Path.Combine(folder, "tests.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(cases, Has.Count.EqualTo(78));
            foreach (string[] pair in cases)
            {
                string input = pair[0] == "null" ? string.Empty : pair[0];
                bool found = list.TryGetOrganisationalDomain(input, out string domain);
                Assert.That(found ? domain : "null", Is.EqualTo(pair[1]), pair[0]);
            }
        });
    }
}
