using System.Text.Json;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.EndToEnd.Sessions;

namespace InboundFilter.EndToEnd.Commands;

/// <summary>Lists that are edited from the command line or by hand while the daemon runs, and reach it by each of the three ways.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ListsWhileItRuns : IAsyncDisposable
{
    private const string Shipped = "# ours\nblock:\n  # a neighbour\n  - ip: 203.0.113.99   # keep\n    reason: old\n";

    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [SetUp]
    public async Task Start()
    {
        _dns = FakeDnsServer.Start(JudgingLab.Zone);
        _setup = new FilterSetup { Lists = Shipped }.JudgingEverybody();
        _filter = await _setup.StartAsync("--dns", $"{_dns.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        await _filter.DisposeAsync();
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [Test]
    public async Task What_is_added_and_removed_from_the_command_line_holds_as_soon_as_it_is_seen()
    {
        Assert.That(await AskAsync(), Is.EqualTo("250"));

        var added = await RunAsync("lists", "add", "ip", "203.0.113.0/29", "--reason", "spam run", "--expires", "90d");
        Assert.That(added.ExitCode, Is.Zero, added.Errors);
        await Eventually.UntilAsync(async () => await AskAsync() == "A.1", "the entry added is in force");

        var found = await RunAsync("lists", "find", JudgingLab.GoodAddress, "--json");
        var entry = JsonSerializer.Deserialize<JsonElement>(found.Lines.Single());
        Assert.That((entry.GetProperty("subject").GetString(), entry.GetProperty("reason").GetString()), Is.EqualTo(("203.0.113.0/29", "spam run")), found.Output);

        var removed = await RunAsync("lists", "remove", "ip", "203.0.113.0/29");
        Assert.That(removed.ExitCode, Is.Zero, removed.Errors);
        await Eventually.UntilAsync(async () => await AskAsync() == "250", "the entry removed is out of force");
        Assert.That(File.ReadAllText(_setup.Folder["lists/lists.yaml"]), Is.EqualTo(Shipped), "the rest of the file is as it was");
    }

    [Test]
    public async Task Reload_says_when_the_change_is_in_force()
    {
        _setup.Folder.Write("lists/lists.yaml", $"{Shipped}  - ip: {JudgingLab.GoodAddress}\n");
        var reload = await RunAsync("reload");
        Assert.That((reload.ExitCode, await AskAsync()), Is.EqualTo((0, "A.1")), reload.Output + reload.Errors);
    }

    [Test]
    public async Task A_hang_up_signal_reads_everything_again()
    {
        _setup.Folder.Write("lists/lists.yaml", $"{Shipped}  - ip: {JudgingLab.GoodAddress}\n");

        // A file that was written a moment ago may be half written: a signal then leaves it to the watch, so it is given again.
        bool isAnswered()
        {
            _filter.HangUp();
            return _filter.Log.Any(line => line["trigger"] is "SIGHUP" or "Signal");
        }

        await Eventually.UntilAsync(isAnswered, "the signal is answered");
        Assert.That(await AskAsync(), Is.EqualTo("A.1"));
    }

    [Test]
    public async Task A_broken_file_leaves_the_old_state_and_reload_says_so()
    {
        _setup.Folder.Write("lists/lists.yaml", $"{Shipped}  - ip: {JudgingLab.GoodAddress}\n");
        Assert.That((await RunAsync("reload")).ExitCode, Is.Zero);

        _setup.Folder.Write("lists/lists.yaml", "block: [ip: \"unclosed\n");
        var reload = await RunAsync("reload");
        Assert.That((reload.ExitCode, await AskAsync()), Is.EqualTo((1, "A.1")), "the last good state holds");
        Assert.That(reload.Output + reload.Errors, Does.Contain("lists.yaml:"));

        _setup.Folder.Write("lists/lists.yaml", Shipped);
        Assert.That(((await RunAsync("reload")).ExitCode, await AskAsync()), Is.EqualTo((0, "250")));
    }

    [Test]
    public async Task A_single_bad_entry_is_left_out_alone_and_told()
    {
        _setup.Folder.Write("lists/lists.yaml", $"{Shipped}  - ip: 203.0.113.300\n  - ip: {JudgingLab.GoodAddress}\n");
        var reload = await RunAsync("reload");
        Assert.That(await AskAsync(), Is.EqualTo("A.1"));
        Assert.That(reload.Output + reload.Errors, Does.Contain("lists.yaml:6:").And.Contain("203.0.113.300"));
    }

    [Test]
    public async Task A_session_keeps_the_state_with_which_it_began()
    {
        await using var session = await _filter.ConnectAsync();
        Assert.That((await session.BeginMailAsync(JudgingLab.GoodAddress, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test")).Code, Is.EqualTo(250));

        _setup.Folder.Write("lists/lists.yaml", $"{Shipped}  - ip: {JudgingLab.GoodAddress}\n");
        Assert.That((await RunAsync("reload")).ExitCode, Is.Zero);

        Assert.That(await AskAsync(), Is.EqualTo("A.1"), "a new session");
        Assert.That((await session.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250), "the message in progress");
        await session.MustAsync($"MAIL FROM:<{JudgingLab.GoodSender}>");
        Assert.That((await session.AskAsync("RCPT TO:<user@example.test>")).Code, Is.EqualTo(250), "the next message of the old session");
    }

    /// <returns>The troubleshooting code of the refusal, or the reply code of a client that passes.</returns>
    private async Task<string> AskAsync()
    {
        await using var client = await _filter.ConnectAsync();
        var reply = await client.BeginMailAsync(JudgingLab.GoodAddress, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test");
        return reply.IsPositive ? $"{reply.Code}" : reply.TroubleshootingCode;
    }

    private Task<Finished> RunAsync(params string[] arguments) => Filter.RunAsync([.. arguments, "--config", _setup.ConfigPath]);
}
