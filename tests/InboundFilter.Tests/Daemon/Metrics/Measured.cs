using System.Diagnostics.Metrics;
using InboundFilter.Daemon.Metrics.Exposition;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Metrics;

/// <summary>A meter of the test's own, and the page that shows it.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MetricCollector _collector;

    public Measured() => _collector = new MetricCollector(instrument => ReferenceEquals(instrument.Meter, Meter), NullLogger<MetricCollector>.Instance);

    public Meter Meter { get; } = new("test");

    public string Page => _collector.Collect(PrometheusText.Write);

    /// <summary>The lines that are no comments.</summary>
    public string[] Samples => [.. Page.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))];

    public void Dispose()
    {
        _collector.Dispose();
        Meter.Dispose();
    }
}
