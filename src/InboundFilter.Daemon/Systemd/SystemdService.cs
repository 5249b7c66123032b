using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Reload;
using Microsoft.Extensions.Hosting;

namespace InboundFilter.Daemon.Systemd;

/// <summary>Keeps systemd informed from start to stop.</summary>
internal sealed class SystemdService(ServiceManager manager, SnapshotSource source, FilterOptions options, IHostApplicationLifetime lifetime) : IHostedService
{
    private const string WatchdogPeriod = "WATCHDOG_USEC", WatchdogProcess = "WATCHDOG_PID";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            manager.Ready(Status(source.LastReload));
            if (ServiceManager.WatchdogPeriod(Environment.GetEnvironmentVariable(WatchdogPeriod), Environment.GetEnvironmentVariable(WatchdogProcess)) is { } period)
            {
                manager.Watch(period);
            }
        });
        lifetime.ApplicationStopping.Register(manager.Stopping);
        source.Reloaded += Reloaded;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        source.Reloaded -= Reloaded;
        return Task.CompletedTask;
    }

    private void Reloaded(ReloadReport report) => manager.Ready(Status(report));

    private string Status(ReloadReport report)
    {
        string listeners = string.Join(", ", options.Listen.Select(l => l.Address));
        string state = report.Outcome is ReloadOutcome.Kept ? $"the last reload failed ({report.Problems.Count} problems), snapshot {report.Snapshot} stays" : $"snapshot {report.Snapshot}";
        return $"taking mail on {listeners}; {state}";
    }
}
