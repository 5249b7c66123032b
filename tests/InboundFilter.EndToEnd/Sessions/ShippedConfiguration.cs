using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>The configuration as it ships, only moved to another port.</summary>
public sealed class ShippedConfiguration
{
    private TestFolder _folder = null!;
    private FilterProcess _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = new TestFolder();
        string shipped = Path.Combine(AppContext.BaseDirectory, "config");
        foreach (string file in Directory.GetFiles(shipped, "*.yaml", SearchOption.AllDirectories))
        {
            _folder.Write(Path.Combine("config", Path.GetRelativePath(shipped, file)), File.ReadAllText(file));
        }

        Directory.CreateDirectory(_folder["config/data"]);
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data")))
        {
            File.Copy(file, Path.Combine(_folder["config/data"], Path.GetFileName(file)));
        }

        // Nobody answers on the DNS port.
        int port = FreePort.Next();
        _filter = await FilterProcess.StartAsync(
            _folder["config/inboundfilter.yaml"], port, "--set", $"listen.0.address=127.0.0.1:{port}", "--dns", $"127.0.0.1:{FreePort.Next()}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _filter.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Mail_lands_in_the_maildir_without_any_DNS_and_unchanged()
    {
        await using var client = await _filter.ConnectAsync();
        var recipient = await client.BeginMailAsync(null, "laptop", "me@nowhere.test", "user@example.test");
        var reply = await client.DataAsync(TestMessage.Simple);

        Assert.That((recipient.Code, reply.Code), Is.EqualTo((250, 250)), $"{recipient}\n{reply}");
        TestMessage.AssertPassed(new MaildirReader(_folder["var/mail"]).Single("user@example.test"), TestMessage.Simple);
    }

    [Test]
    public async Task Mail_for_other_domains_is_refused()
    {
        await using var client = await _filter.ConnectAsync();
        var reply = await client.BeginMailAsync(null, "laptop", "me@nowhere.test", "user@elsewhere.test");
        Assert.That((reply.Status, reply.TroubleshootingCode), Is.EqualTo(("550 5.7.1", "R.1")));
        Assert.That(reply.ToString(), Does.Contain("Help: http://127.0.0.1:8025/R.1?r="));
    }

    [Test]
    public async Task Shipped_files_have_no_problem()
    {
        var check = await Filter.RunAsync(["check-config", "--config", _folder["config/inboundfilter.yaml"]]);
        Assert.That((check.ExitCode, check.Output.Trim(), check.Errors), Is.EqualTo((0, "No problem found.", string.Empty)));
    }
}
