using InboundFilter.Policy;
using InboundFilter.Policy.Dnsbl;
using Microsoft.Extensions.Hosting;

namespace InboundFilter.Daemon.Composition;

/// <summary>Has the public blocklists probed while the daemon runs: at start, and whenever a list's time has come.</summary>
/// <param name="monitor">Knows when that is.</param>
/// <param name="current">The policy in force; a reload may change the lists.</param>
/// <param name="time">Clock.</param>
internal sealed class DnsblProbeService(DnsblMonitor monitor, Func<PolicySnapshot> current, TimeProvider time) : BackgroundService
{
    /// <summary>Time between two looks at what is due; a list that a reload brings is probed within this time, or when it is first asked.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Tick, time);
        do
        {
            await monitor.ProbeDueAsync(current().Dnsbl, stoppingToken);
        }
        while (await ticks.WaitForNextTickAsync(stoppingToken));
    }
}
