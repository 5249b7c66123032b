using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Overrides;

namespace InboundFilter.Tests.Daemon.Configuration;

public sealed class OverridesTests
{
    private static LoadedConfiguration Load(
        string yaml, Dictionary<string, string?>? environment = null, Dictionary<string, string?>? commandLine = null)
    {
        using var folder = new TemporaryFolder();
        return Given.Load(folder.Write("inboundfilter.yaml", yaml), Given.Overrides(environment, commandLine));
    }

    [Test]
    public void The_command_line_wins_over_the_environment_and_both_over_the_file()
    {
        var loaded = Load(
            "limits: {recipients: 1, sessions: 1, errors: 1}",
            new() { ["limits:recipients"] = "2", ["limits:sessions"] = "2" },
            new() { ["limits:sessions"] = "3" });

        var limits = loaded.Options.Limits;
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That((limits.Recipients, limits.Sessions, limits.Errors), Is.EqualTo((2, 3, 1)));
    }

    [TestCase("HOST-NAME")]
    [TestCase("hostname")]
    [TestCase("host_name")]
    public void Keys_may_be_spelled_as_the_environment_allows(string key) =>
        Assert.That(Load("host-name: a.test", new() { [key] = "b.test" }).Options.HostName.Value, Is.EqualTo("b.test"));

    [Test]
    public void Items_lists_and_entries_can_be_set()
    {
        var loaded = Load(
            """
            listen: [{address: "127.0.0.1:25"}, {address: "127.0.0.1:26"}]
            domains: {example.test: {mailbox: local}}
            """,
            new()
            {
                ["listen:1:address"] = "[::1]:26",
                ["listen:2:address"] = "[::1]:27",
                ["domains:example.org:mailbox"] = "local",
                ["dns:servers"] = "[127.0.0.1:5353]",
                ["portal"] = "off",
                ["metrics:listen"] = "127.0.0.1:1",
            });

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(
            loaded.Options.Listen.Select(listener => listener.Address.ToString()), Is.EqualTo(new[] { "127.0.0.1:25", "[::1]:26", "[::1]:27" }));
        Assert.That(loaded.Options.Domains, Has.Count.EqualTo(2));
        Assert.That(loaded.Options.Dns.Servers, Has.Count.EqualTo(1));
        Assert.That(loaded.Options.Portal, Is.Null);
        Assert.That(loaded.Options.Metrics!.Listen.Port, Is.EqualTo(1));
    }

    [Test]
    public void Problems_name_the_variable_or_the_command_line()
    {
        var loaded = Load(
            "host-name: a.test",
            new() { ["limits:recipients"] = "many", ["suites"] = "/x", ["limits:recipient"] = "1" },
            new() { ["lstn:0:address"] = "127.0.0.1:25", ["listen:5:address"] = "127.0.0.1:25", ["host-name:x"] = "y" });

        Assert.That(loaded.Problems.Select(problem => $"{problem.Severity} {problem}"), Is.EquivalentTo(new[]
        {
            "Fatal environment variable INBOUNDFILTER_limits__recipients: limits.recipients: \"many\" is not a whole number → write digits only, such as 100",
            "Fatal environment variable INBOUNDFILTER_limits__recipient: \"limits.recipient\" is not a known key → did you mean recipients?",
            "Fatal command line lstn:0:address: \"lstn\" is not a known key → did you mean listen?",
            "Fatal command line listen:5:address: \"5\" is not the number of an item → write a number from 0 to 0",
            "Fatal command line host-name:x: host-name is a single value → set host-name itself",
        }));
    }

    [Test]
    public void Settings_may_use_dots_or_colons()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("inboundfilter.yaml", "{}");

        var loaded = Given.Load(path, ConfigurationOverrides.Read(["limits.recipients=7", "domains:example.org:mailbox=local", "help-url=https://a.test/b=c"]));

        Assert.That(loaded.Options.Limits.Recipients, Is.EqualTo(7));
        Assert.That(loaded.Options.Domains.Keys.Select(name => name.Value), Does.Contain("example.org"));
        Assert.That(loaded.Options.HelpUrl.AbsolutePath, Is.EqualTo("/b=c"));
        Assert.That(loaded.Problems.Where(problem => problem.IsFatal), Is.Empty);
    }
}
