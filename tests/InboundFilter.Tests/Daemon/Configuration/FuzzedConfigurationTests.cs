namespace InboundFilter.Tests.Daemon.Configuration;

/// <summary>What scripts/fuzz found in the configuration's files.</summary>
public sealed class FuzzedConfigurationTests
{
    [TestCase("a: *\u0006")]
    [TestCase("\u001B[2J: x")]
    [TestCase("\"a\\nb\": x")]
    public void A_problem_is_told_on_one_line_and_without_controls(string yaml)
    {
        using var folder = new TemporaryFolder();

        var problems = Given.Load(folder.Write("inboundfilter.yaml", yaml)).Problems.Select(p => p.ToString()).ToList();

        Assert.That(problems, Is.Not.Empty.And.None.Matches<string>(p => p!.Any(char.IsControl)));
    }

    [Test]
    public void Aliases_do_not_make_many_problems_of_few_lines()
    {
        using var folder = new TemporaryFolder();
        string codes = string.Join(", ", Enumerable.Range(0, 700).Select(i => $"c{i}: x"));
        string recipients = string.Join("\n", Enumerable.Range(0, 700).Select(i => $"    {i}@a.test: *m"));
        folder.Write("policy.yaml", $"recipients:\n  overrides:\n    x@a.test: &m {{{codes}}}\n{recipients}\n");

        var problems = Given.Load(folder.Write("inboundfilter.yaml", "host-name: mx.example.test\n")).Problems;

        Assert.That(problems, Has.Count.LessThan(1_000));
        Assert.That(problems.Select(p => p.ToString()), Has.Some.Contains("the aliases up to here stand for more than"));
    }
}
