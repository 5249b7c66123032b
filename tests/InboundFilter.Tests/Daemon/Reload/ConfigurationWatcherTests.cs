using InboundFilter.Daemon.Reload;

namespace InboundFilter.Tests.Daemon.Reload;

public sealed class ConfigurationWatcherTests
{
    [Test]
    public async Task Reads_only_when_a_file_has_changed()
    {
        using var setup = new ReloadSetup();
        using var watcher = new ConfigurationWatcher(setup.Reloader, setup.Times, setup.Time, new MemoryLog<ConfigurationWatcher>());
        int loads = setup.Loads;

        watcher.Changed(setup["unrelated.txt"]);
        watcher.Changed(setup["lists/.block.yaml.swp"]);
        await watcher.CheckAsync(default);
        Assert.That(setup.Loads, Is.EqualTo(loads));

        watcher.Changed(setup["lists/block.yaml"]);
        await watcher.CheckAsync(default);
        await watcher.CheckAsync(default);
        Assert.That(setup.Loads, Is.EqualTo(loads + 1));
    }

    [Test]
    public async Task Does_not_read_again_what_a_command_has_read()
    {
        using var setup = new ReloadSetup();
        using var watcher = new ConfigurationWatcher(setup.Reloader, setup.Times, setup.Time, new MemoryLog<ConfigurationWatcher>());
        watcher.Changed(setup["lists/block.yaml"]);
        setup.Time.Advance(setup.Times.Quiet / 2);

        await setup.ReloadAsync();
        await watcher.CheckAsync(default);

        Assert.That(setup.Source.Current.Number, Is.EqualTo(2));
    }

    [Test]
    public async Task Sees_without_being_told_what_was_changed_added_or_refused_and_corrected()
    {
        using var setup = new ReloadSetup();
        using var watcher = new ConfigurationWatcher(setup.Reloader, setup.Times, setup.Time, new MemoryLog<ConfigurationWatcher>());

        setup.Write("lists/more.yaml", "block:\n  - ip: 192.0.2.67\n");
        await watcher.CheckAsync(default);
        Assert.That((setup.Source.Current.Number, setup.Source.Current.Lists.Block.Count), Is.EqualTo((2, 2)));

        setup.Write("policy.yaml", "mode: observe # and a mistake: [\n  - x\n");
        await watcher.CheckAsync(default);
        await watcher.CheckAsync(default);
        Assert.That((setup.Source.Current.Number, setup.Source.LastReload.Outcome), Is.EqualTo((2, ReloadOutcome.Kept)));
        Assert.That(setup.Log.Lines.Count(line => line.Text.Contains("changed nothing", StringComparison.Ordinal)), Is.EqualTo(1));

        setup.Write("policy.yaml", "mode: observe # and no mistake\n");
        await watcher.CheckAsync(default);
        Assert.That((setup.Source.Current.Number, setup.ObservesOnly), Is.EqualTo((3, true)));
    }

    [Test]
    public async Task Looks_again_after_a_rest_when_a_file_may_be_half_written()
    {
        using var setup = new ReloadSetup(block: ReloadSetup.Blocked + "  - ip: 192.0.2.67\n");
        using var watcher = new ConfigurationWatcher(setup.Reloader, setup.Times, setup.Time, new MemoryLog<ConfigurationWatcher>());
        setup.Write("lists/block.yaml", ReloadSetup.Blocked);
        int timers = setup.Time.ArmedTimers;

        await watcher.CheckAsync(default);

        Assert.That((setup.Source.Current.Number, setup.Time.ArmedTimers), Is.EqualTo((1, timers + 1)));
        setup.Time.Advance(setup.Times.Settle);
        await watcher.CheckAsync(default);
        Assert.That((setup.Source.Current.Number, setup.Source.Current.Lists.Block.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Hears_of_a_file_that_is_saved()
    {
        using var setup = new ReloadSetup();
        using var watcher = new ConfigurationWatcher(setup.Reloader, setup.Times, setup.Time, new MemoryLog<ConfigurationWatcher>());
        var reloaded = new TaskCompletionSource<ReloadReport>();
        setup.Source.Reloaded += reloaded.SetResult;
        await watcher.StartAsync(default);

        setup.Write("lists/block.yaml", ReloadSetup.Blocked + "  - ip: 192.0.2.67\n");
        while (!reloaded.Task.IsCompleted)
        {
            setup.Time.Advance(setup.Times.Quiet);
            await Task.Yield();
        }

        Assert.That((await reloaded.Task).Outcome, Is.EqualTo(ReloadOutcome.InForce));
        await watcher.StopAsync(default);
    }
}
