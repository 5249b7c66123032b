using InboundFilter.Daemon.Configuration;
using InboundFilter.Policy;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Reload;

/// <summary>Holds the policy in force. A session asks once and keeps what it got. Thread-safe; only the reloader swaps.</summary>
internal sealed class SnapshotSource
{
    private volatile State _state;

    public SnapshotSource(LoadedConfiguration loaded, DateTimeOffset time)
    {
        var report = new ReloadReport(time, ReloadTrigger.Start, ReloadOutcome.InForce, 1, loaded.Problems, TimeSpan.Zero);
        _state = new State(loaded, SnapshotOf(loaded, report.Snapshot), report);
    }

    /// <summary>Told after each reload, on the thread that reloaded; sessions that begin by then have the new snapshot.</summary>
    public event Action<ReloadReport>? Reloaded;

    public PolicySnapshot Current => _state.Snapshot;

    /// <summary>The files that <see cref="Current"/> was made of.</summary>
    public LoadedConfiguration Configuration => _state.Configuration;

    /// <summary>The last reload that came to an end, or the start.</summary>
    public ReloadReport LastReload => _state.Report;

    /// <summary>Puts a configuration into force, with the next number.</summary>
    public PolicySnapshot Swap(LoadedConfiguration loaded)
    {
        var snapshot = SnapshotOf(loaded, Current.Number + 1);
        _state = new State(loaded, snapshot, _state.Report);
        return snapshot;
    }

    public void Tell(ReloadReport report)
    {
        _state = _state with { Report = report };
        Reloaded?.Invoke(report);
    }

    private static PolicySnapshot SnapshotOf(LoadedConfiguration loaded, int number) => new(
        number,
        new RuleBook(loaded.Policy),
        loaded.Lists,
        loaded.Dnsbl,
        new ClientNetworks(loaded.Options.Clients.Trusted, loaded.Options.Clients.CountAsPublic) { Proxies = loaded.Options.Clients.ProxyFrom });

    private sealed record State(LoadedConfiguration Configuration, PolicySnapshot Snapshot, ReloadReport Report);
}
