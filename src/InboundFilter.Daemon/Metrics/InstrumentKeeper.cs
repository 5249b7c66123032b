using System.Diagnostics.Metrics;
using InboundFilter.Daemon.Metrics.Exposition;
using InboundFilter.Daemon.Metrics.Instruments;
using Microsoft.Extensions.Hosting;

namespace InboundFilter.Daemon.Metrics;

/// <summary>Has everything measured from before the first client comes.</summary>
/// <param name="meters">Owns the instruments.</param>
/// <param name="sets">Which there are.</param>
/// <param name="collector">Not used here, but has to listen by then.</param>
internal sealed class InstrumentKeeper(IMeterFactory meters, IEnumerable<IInstrumentSet> sets, MetricCollector collector) : IHostedService
{
    public MetricCollector Collector => collector;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var set in sets)
        {
            set.AddTo(meters);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
