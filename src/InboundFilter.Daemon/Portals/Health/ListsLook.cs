using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Reload;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Tells which snapshot of policy and lists is in force, and what was wrong with the last reload.</summary>
internal sealed class ListsLook(SnapshotSource source) : IHealthLook
{
    public string Area => "Policy and lists";

    public Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<HealthItem>>([ItemOf(source.LastReload)]);

    private HealthItem ItemOf(ReloadReport last)
    {
        string worst = last.Problems.OrderByDescending(p => p.Severity).Select(p => $": {p}").FirstOrDefault() ?? string.Empty;
        string more = last.Problems.Count > 1 ? $" (and {last.Problems.Count - 1} more)" : string.Empty;
        string at = $"{Moments.Short(last.Time)} UTC";
        return last.Outcome is ReloadOutcome.Kept
            ? new HealthItem(Area, null, HealthState.Bad, $"snapshot {last.Snapshot} stays in force: what was read at {at} is not fit{worst}{more}")
            : new HealthItem(Area, null, last.Problems.Count == 0 ? HealthState.Good : HealthState.Warning, $"snapshot {last.Snapshot}, read at {at}{worst}{more}");
    }
}
