namespace InboundFilter.Tests.Daemon.Configuration;

public sealed class ReportOptionsTests
{
    [TestCase("{}")]
    [TestCase("reports: {}")]
    [TestCase("reports: {spam: null}")]
    public void There_is_none_unless_configured(string yaml)
    {
        using var folder = new TemporaryFolder();

        var loaded = Given.Load(folder.Write("config/inboundfilter.yaml", yaml));

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That((loaded.Options.Reports.Spam, loaded.Options.Reports.Ham, loaded.Options.Reports.Abuse), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
    }

    [TestCase("reports: {spam: report-spam@example.test, ham: report-ham@example.test, abuse: abuse@example.test}", null)]
    [TestCase("reports: {spam: report-spam}", "reports.spam: \"report-spam\" is no mail address")]
    [TestCase("reports: {ham: \"@example.test\"}", "reports.ham: \"@example.test\" is no mail address")]
    [TestCase("reports: {abuse: abuse@elsewhere.test}", "reports.abuse: \"elsewhere.test\" is not a domain of ours")]
    [TestCase("reports: {spam: report@example.test, ham: Report@example.test}", "reports.ham: \"Report@example.test\" stands here twice")]
    public void Addresses_are_in_domains_of_ours_and_each_for_one_thing(string yaml, string? problem)
    {
        using var folder = new TemporaryFolder();

        var problems = Given.Load(folder.Write("config/inboundfilter.yaml", yaml)).Problems;

        Assert.That(problems.Select(p => p.Problem), problem is null ? Is.Empty : Is.EqualTo(new[] { problem }));
    }
}
