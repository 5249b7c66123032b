using InboundFilter.Daemon.Ledgers;
using InboundFilter.Policy;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Tells how each public blocklist is, as the monitor knows; asks none.</summary>
internal sealed class BlocklistLook(Func<PolicySnapshot> policy, DnsblMonitor monitor) : IHealthLook
{
    public string Area => "Blocklist";

    public Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<HealthItem>>([.. policy().Dnsbl.Lists.Select(list => ItemOf(list, monitor.HealthOf(list)))]);

    private HealthItem ItemOf(DnsblDefinition list, DnsblHealth health)
    {
        string reason = health.Reason is { } known ? $": {list.WithoutKey(known)}" : string.Empty;
        string since = $"since {Moments.Short(health.Since)} UTC";
        return health.State switch
        {
            DnsblState.Healthy => Item(HealthState.Good, FormattableString.Invariant($"answers as it should in {health.Latency?.TotalMilliseconds ?? 0:0} ms, {since}")),
            DnsblState.Unprobed => Item(HealthState.Good, $"asked without a probe{reason}"),
            DnsblState.Blocked => Item(HealthState.Warning, $"does not answer us, so it is not asked, {since}{reason}"),
            _ => Item(HealthState.Warning, $"suspended, so it is not asked, {since}{reason}"),
        };

        HealthItem Item(HealthState state, string text) => new(Area, list.ShownZone, state, text);
    }
}
