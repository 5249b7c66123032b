using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Reload;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Tests.Daemon.Reload;

public sealed class SnapshotReloaderTests
{
    [Test]
    public async Task What_was_read_is_in_force_and_the_number_counts_up()
    {
        using var setup = new ReloadSetup();
        var before = setup.Source.Current;
        ReloadReport? told = null;
        setup.Source.Reloaded += report => told = report;
        setup.Write("lists/block.yaml", ReloadSetup.Blocked + "  - ip: 192.0.2.67\n");
        setup.Write("policy.yaml", "mode: observe\n");

        var report = await setup.ReloadAsync();

        Assert.That((before.Number, before.Lists.Block.Count), Is.EqualTo((1, 1)));
        Assert.That(setup.Source.Current, Has.Property("Number").EqualTo(2));
        Assert.That((setup.Source.Current.Lists.Block.Count, setup.ObservesOnly), Is.EqualTo((2, true)));
        Assert.That((report.Outcome, report.Snapshot, report.Problems.Count), Is.EqualTo((ReloadOutcome.InForce, 2, 0)));
        Assert.That((told, setup.Source.LastReload), Is.EqualTo((report, report)));
    }

    [TestCase("policy.yaml", "mode: enforced\n", "policy.yaml:1")]
    [TestCase("policy.yaml", "mode: [\n", "policy.yaml:")]
    [TestCase("policy.yaml", "", "policy.yaml: the file is empty or gone, and was not")]
    [TestCase("inboundfilter.yaml", "# nothing\n", "inboundfilter.yaml: the file is empty or gone, and was not")]
    [TestCase("dnsbl.yaml", "lists: [{zone: bl.test}]\n", "dnsbl.yaml:1")]
    [TestCase("inboundfilter.yaml", "lists: [lists/*.yaml]\nhostname: mx.example.test\n", "inboundfilter.yaml:2")]
    [TestCase("inboundfilter.yaml", "lists: [lists/other.yaml]\n", "inboundfilter.yaml:1")]
    [TestCase("lists/block.yaml", "block:\n  - ip: 192.0.2.66\n  - {ip: 192.0.2.67\n", "block.yaml:")]
    [TestCase("lists/block.yaml", "block:\n  - ip: 192.0.2.66\nalow:\n  - ip: 192.0.2.1\n", "block.yaml:3")]
    [TestCase("lists/block.yaml", "block:\n  - ip: 192.0.2.66\nblock:\n  - ip: 192.0.2.1\n", "block.yaml:3")]
    [TestCase("lists/new.yaml", "block: [\n", "new.yaml:")]
    [TestCase("lists/block.yaml", "", "block.yaml: the file has no entry any more, and had 1")]
    [TestCase("lists/block.yaml", "block:\n", "block.yaml: the file has no entry any more, and had 1")]
    [TestCase("lists/block.yaml", "block:\n  - ip: 192.0.2.666\n", "block.yaml:2")]
    [TestCase("lists/block.yaml", "allow-empty: maybe\n", "block.yaml:1")]
    public async Task What_is_not_fit_changes_nothing_and_is_told_with_its_place(string file, string text, string place)
    {
        using var setup = new ReloadSetup();
        var before = setup.Source.Current;
        setup.Write(file, text);

        var report = await setup.ReloadAsync();

        Assert.That((report.Outcome, report.Snapshot), Is.EqualTo((ReloadOutcome.Kept, 1)));
        Assert.That(setup.Source.Current, Is.SameAs(before));
        Assert.That(report.Problems.Select(problem => problem.ToString()), Has.Some.Contains(place));
        Assert.That(setup.Log.Errors, Has.Some.Contains(place));
        Assert.That(setup.Source.LastReload, Is.SameAs(report));
    }

    [Test]
    public async Task The_old_state_stays_only_until_the_file_is_right()
    {
        using var setup = new ReloadSetup();
        setup.Write("policy.yaml", "mode: [\n");
        await setup.ReloadAsync();
        setup.Write("policy.yaml", "mode: observe\n");

        Assert.That((await setup.ReloadAsync()).Outcome, Is.EqualTo(ReloadOutcome.InForce));
        Assert.That(setup.ObservesOnly, Is.True);
    }

    [Test]
    public async Task A_wrong_entry_is_left_out_alone_and_told()
    {
        using var setup = new ReloadSetup();
        setup.Write("lists/block.yaml", ReloadSetup.Blocked + "  - ip: 192.0.2.999\n  - ip: 192.0.2.67\n");

        var report = await setup.ReloadAsync();

        Assert.That((report.Outcome, setup.Source.Current.Lists.Block.Count), Is.EqualTo((ReloadOutcome.InForce, 2)));
        Assert.That(setup.Log.Errors.Single(), Does.Contain("block.yaml:4"));
    }

    [Test]
    public async Task A_list_may_become_empty_when_it_says_so()
    {
        using var setup = new ReloadSetup();
        setup.Write("lists/block.yaml", "allow-empty: true\nblock:\n");

        Assert.That((await setup.ReloadAsync()).Outcome, Is.EqualTo(ReloadOutcome.InForce));
        Assert.That(setup.Source.Current.Lists.Block.Count, Is.Zero);
    }

    [TestCase("", "", false)]
    [TestCase("", "<html>404</html>\n", false)]
    [TestCase("", null, false)]
    [TestCase(", allow-empty: true", "", true)]
    [TestCase(", allow-empty: true", null, false)]
    [TestCase("", "203.0.113.0/24\n", true)]
    public async Task A_plain_list_that_dies_stays_in_force(string key, string? text, bool isTaken)
    {
        using var setup = new ReloadSetup(block: $"block:\n  - {{file: drop.txt{key}}}\n");
        setup.Write("lists/drop.txt", "192.0.2.0/24\nspam.example\n");
        await setup.ReloadAsync();
        Assert.That(setup.Source.Current.Lists.Block.Count, Is.EqualTo(2));
        if (text is null)
        {
            File.Delete(setup["lists/drop.txt"]);
        }
        else
        {
            setup.Write("lists/drop.txt", text);
        }

        var report = await setup.ReloadAsync();

        Assert.That((report.Outcome, setup.Source.Current.Number), Is.EqualTo(isTaken ? (ReloadOutcome.InForce, 3) : (ReloadOutcome.Kept, 2)));
    }

    [Test]
    public async Task A_file_that_was_unreadable_from_the_start_does_not_hold_up_the_others()
    {
        using var setup = new ReloadSetup(block: ReloadSetup.Blocked + "  - file: missing.txt\n");
        setup.Write("lists/more.yaml", "block:\n  - ip: 192.0.2.67\n");

        var report = await setup.ReloadAsync();

        Assert.That((report.Outcome, setup.Source.Current.Lists.Block.Count), Is.EqualTo((ReloadOutcome.InForce, 2)));
        Assert.That(report.Problems.Single().ToString(), Does.Contain("missing.txt: the file does not exist"));
    }

    [Test]
    public async Task Files_that_come_and_go_are_taken_so_but_not_when_none_is_left()
    {
        using var setup = new ReloadSetup();
        setup.Write("lists/more.yaml", "allow:\n  - ip: 192.0.2.67\n");
        await setup.ReloadAsync();
        Assert.That(setup.Source.Current.Lists.Allow.Count, Is.EqualTo(1));
        File.Delete(setup["lists/more.yaml"]);
        await setup.ReloadAsync();
        Assert.That((setup.Source.Current.Number, setup.Source.Current.Lists.Allow.Count), Is.EqualTo((3, 0)));

        Directory.Move(setup["lists"], setup["away"]);
        var report = await setup.ReloadAsync();

        Assert.That((report.Outcome, setup.Source.Current.Lists.Block.Count), Is.EqualTo((ReloadOutcome.Kept, 1)));
        Assert.That(report.Problems.Select(problem => problem.Problem), Has.Some.EqualTo("no file is there any more; there were 1 entries"));
    }

    [Test]
    public async Task Keys_that_need_a_restart_are_named_without_their_values_until_it_comes()
    {
        using var setup = new ReloadSetup();
        setup.Write("inboundfilter.yaml", """
            limits: {recipients: 7}
            listen: [{address: "127.0.0.1:2526"}]
            clients: {trusted: [10.0.0.0/8], xclient-from: []}
            ledger: {postgres: "Password=secret"}
            portal: off

            """);

        foreach (int number in new[] { 2, 3 })
        {
            var report = await setup.ReloadAsync();

            Assert.That((report.Outcome, report.Snapshot), Is.EqualTo((ReloadOutcome.InForce, number)));
            Assert.That(report.Problems, Has.All.Property("Severity").EqualTo(ProblemSeverity.Warning));
            Assert.That(
                report.Problems.Select(problem => problem.Problem.Split(' ')[0]),
                Is.SupersetOf(new[] { "limits.recipients", "listen[0].address", "clients.xclient-from[0]", "ledger.postgres", "portal" }));
            Assert.That(report.Problems.Select(problem => problem.Problem), Has.None.Contains("clients.trusted").And.None.Contains("secret"));
        }

        Assert.That(setup.Source.Current.Clients.IsTrusted(System.Net.IPAddress.Parse("10.1.2.3")), Is.True);
    }

    [Test]
    public async Task A_file_that_changes_while_it_is_read_is_read_again()
    {
        using var setup = new ReloadSetup();
        int changes = 0;
        setup.AfterRead = () =>
        {
            if (++changes < 3)
            {
                setup.Write("lists/block.yaml", ReloadSetup.Blocked + string.Concat(Enumerable.Repeat("  - ip: 192.0.2.67\n", changes)));
            }
        };

        var pending = setup.ReloadAsync();
        while (!pending.IsCompleted)
        {
            setup.Time.Advance(setup.Times.Quiet);
            await Task.Yield();
        }

        Assert.That(((await pending).Outcome, changes, setup.Source.Current.Lists.Block.Count), Is.EqualTo((ReloadOutcome.InForce, 3, 3)));
    }

    [Test]
    public async Task A_file_that_never_rests_is_told_and_nothing_is_taken()
    {
        using var setup = new ReloadSetup();
        int changes = 0;
        setup.AfterRead = () => setup.Write("lists/block.yaml", ReloadSetup.Blocked + new string('#', ++changes));

        var pending = setup.ReloadAsync();
        while (!pending.IsCompleted)
        {
            setup.Time.Advance(setup.Times.Quiet);
            await Task.Yield();
        }

        Assert.That(((await pending).Outcome, setup.Source.Current.Number, changes), Is.EqualTo((ReloadOutcome.Kept, 1, setup.Times.Attempts)));
    }

    [Test]
    public async Task Who_listens_cannot_undo_a_reload()
    {
        using var setup = new ReloadSetup();
        setup.Source.Reloaded += _ => throw new InvalidOperationException("dashboard");

        Assert.That((await setup.ReloadAsync()).Outcome, Is.EqualTo(ReloadOutcome.InForce));
        Assert.That(setup.Log.Lines.Any(line => line.Level is LogLevel.Error), Is.True);
    }

    [Test]
    public async Task A_bug_while_reading_costs_the_reload_alone()
    {
        using var setup = new ReloadSetup();
        setup.AfterRead = () => throw new InvalidOperationException("bug");

        Assert.That((await setup.ReloadAsync()).Outcome, Is.EqualTo(ReloadOutcome.Kept));
        setup.AfterRead = null;
        Assert.That((await setup.ReloadAsync()).Outcome, Is.EqualTo(ReloadOutcome.InForce));
    }
}
