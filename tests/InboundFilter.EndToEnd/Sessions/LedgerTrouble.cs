using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>The ledger fails while mail comes: mail flows on, an alarm is raised, and all is well again by itself.</summary>
public sealed class LedgerTrouble
{
    private FilterSetup _setup = null!;

    [SetUp]
    public void Make() => _setup = new FilterSetup();

    [TearDown]
    public void Remove() => _setup.Dispose();

    [Test]
    public async Task A_deleted_ledger_is_begun_anew()
    {
        await using var filter = await StartAsync();
        await SendAsync(filter);
        await Eventually.UntilAsync(async () => await CountAsync() == 1, "the first decision is written");
        foreach (string file in Directory.GetFiles(_setup.Folder.Path, "ledger.db*"))
        {
            File.Delete(file);
        }

        await SendAsync(filter);
        await Eventually.UntilAsync(async () => await CountAsync() == 1, "the new file has the second decision");
        await Eventually.UntilAsync(() => filter.AllPrinted.Contains("ALARM", StringComparison.Ordinal), "the alarm is raised");
        Assert.That(_setup.Mail.Of("user@example.test"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_full_disk_costs_no_mail_and_no_decision_that_found_room()
    {
        if (!File.Exists("/usr/bin/prlimit"))
        {
            Assert.Ignore("prlimit (util-linux) is not here.");
        }

        _setup.Write();
        await using var filter = await FilterProcess.StartForSmallFilesAsync(_setup.ConfigPath, _setup.Port, "--dns", $"127.0.0.1:{FreePort.Next()}");
        await SendAsync(filter);
        await Eventually.UntilAsync(async () => await CountAsync() == 1, "the first decision is written");

        const int Sent = 10;
        await LimitFilesAsync(filter, "4096:unlimited");
        for (int i = 0; i < Sent; i++)
        {
            await SendAsync(filter);
        }

        await Eventually.UntilAsync(() => filter.Log.Any(l => l["id"] == "5001"), $"the alarm is raised; it printed: {filter.AllPrinted}");
        await LimitFilesAsync(filter, "unlimited:unlimited");
        await Eventually.UntilAsync(async () => await CountAsync() == 1 + Sent, "all is written when there is room again");
        Assert.That(_setup.Mail.Of("user@example.test"), Has.Length.EqualTo(1 + Sent));
    }

    [Test]
    public async Task A_ledger_that_cannot_be_made_costs_no_mail()
    {
        // Not even root may make a folder there.
        _setup["ledger"] = "{sqlite: /proc/inboundfilter/ledger.db}";
        await using var filter = await StartAsync();
        await SendAsync(filter);
        Assert.That(filter.Log.Where(l => l["id"] == "6301").Select(l => l["level"]), Is.EqualTo(new[] { "error" }));

        var log = await Filter.RunAsync(["log", "--config", _setup.ConfigPath]);
        Assert.That((log.ExitCode, log.Errors), Is.EqualTo((1, "ledger: the folder /proc/inboundfilter of ledger.db does not exist → create it, or name another file at ledger: sqlite in inboundfilter.yaml\n")));
    }

    [Test]
    public async Task Without_a_ledger_mail_flows_and_commands_say_so()
    {
        _setup["ledger"] = "off";
        await using var filter = await StartAsync();
        await SendAsync(filter);
        Assert.That(filter.Log.Select(l => l["id"]), Does.Contain("6307"));
        Assert.That((await Filter.RunAsync(["why", "K7QF2M9TXA", "--config", _setup.ConfigPath])).Errors, Does.StartWith("ledger: it is off in inboundfilter.yaml"));
    }

    [Test]
    public async Task A_ledger_of_a_newer_program_is_refused_with_what_helps()
    {
        await using (var filter = await StartAsync())
        {
            filter.BeginStop();
            await filter.ExitAsync();
        }

        await using (var file = File.OpenWrite(_setup.Folder["ledger.db"]))
        {
            // PRAGMA user_version: big-endian at offset 60 of the header (SQLite file format §1.3).
            file.Position = 60;
            file.Write([0, 0, 0x27, 0x0F]);
        }

        var run = await Filter.RunAsync(["run", "--config", _setup.ConfigPath]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output + run.Errors, Does.Contain("version 9999, written by a newer program"));
        var log = await Filter.RunAsync(["log", "--config", _setup.ConfigPath]);
        Assert.That(log.ExitCode, Is.EqualTo(1));
        Assert.That(log.Errors, Does.Contain("version 9999"));
    }

    private Task<FilterProcess> StartAsync() => _setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");

    private static async Task SendAsync(FilterProcess filter)
    {
        await using var client = await filter.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        var reply = await client.DataAsync(TestMessage.Simple);
        Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
    }

    private async Task<int> CountAsync()
    {
        var run = await Filter.RunAsync(["log", "--config", _setup.ConfigPath, "--json", "--limit", "1000"]);
        return run.ExitCode == 0 ? run.Lines.Length : -1;
    }

    private static async Task LimitFilesAsync(FilterProcess filter, string limit)
    {
        var run = await ChildProcess.RunAsync("/usr/bin/prlimit", ["--pid", $"{filter.ProcessId}", $"--fsize={limit}"]);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
    }
}
