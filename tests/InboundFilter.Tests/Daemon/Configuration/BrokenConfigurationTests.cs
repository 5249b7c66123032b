using System.Globalization;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Overrides;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Daemon.Configuration;

/// <summary>Each folder under Broken holds a configuration, and in expected.txt every problem that an administrator is told.</summary>
/// <remarks>With WRITE_EXPECTED=1 in the environment the files are written anew, to be read before they are committed.</remarks>
public sealed class BrokenConfigurationTests
{
    private static readonly string Folder =
        Path.Combine(SuiteFolder.CheckoutRoot(), "tests", "InboundFilter.Tests", "Daemon", "Configuration", "Broken");

    public static IEnumerable<string> Cases() => Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order();

    [TestCaseSource(nameof(Cases))]
    public void Every_problem_is_told_with_its_place_and_a_fix(string name)
    {
        string folder = Path.Combine(Folder, name);

        var loaded = ConfigurationLoader.Load(
            Path.Combine(folder, "inboundfilter.yaml"), ConfigurationOverrides.None, Given.KnownCodes, Given.Now);

        string told = string.Join('\n', loaded.Problems.Select(problem => Line(problem).Replace(folder + "/", string.Empty, StringComparison.Ordinal)));
        string expected = File.ReadAllText(Path.Combine(folder, "expected.txt")).Trim();
        if (Environment.GetEnvironmentVariable("WRITE_EXPECTED") == "1")
        {
            File.WriteAllText(Path.Combine(folder, "expected.txt"), told + "\n");
        }

        Assert.That(told, Is.EqualTo(expected));
    }

    private static string Line(ConfigProblem problem) =>
        string.Create(CultureInfo.InvariantCulture, $"{problem.Severity.ToString().ToLowerInvariant()} {problem}");
}
