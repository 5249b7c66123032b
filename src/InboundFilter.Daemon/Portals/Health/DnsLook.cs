using InboundFilter.Daemon.Configuration;
using InboundFilter.Dns;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Asks DNS for our own name, and tells which servers answer.</summary>
internal sealed class DnsLook(IDnsResolver dns, FilterOptions options, TimeProvider time) : IHealthLook
{
    public string Area => "DNS";

    public async Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation)
    {
        long begun = time.GetTimestamp();
        var answer = await dns.Uncached.QueryAAsync(options.HostName, cancellation);
        var took = time.GetElapsedTime(begun);

        // Any answer will do: whether our name has an address is for check-config.
        var asked = answer.Status is DnsStatus.Unavailable
            ? new HealthItem(Area, null, HealthState.Bad, $"no answer about {options.HostName}: {answer.Reason}")
            : new HealthItem(Area, null, HealthState.Good, FormattableString.Invariant($"answers in {took.TotalMilliseconds:0} ms"));
        var servers = dns is DnsResolver { Servers: var states } ? states : [];
        return
        [
            asked,
            .. servers.Select(s => s.IsResting
                ? new HealthItem(Area, $"{s.Server}", HealthState.Warning, "has not answered lately and is asked last")
                : new HealthItem(Area, $"{s.Server}", HealthState.Good, "in use")),
        ];
    }
}
