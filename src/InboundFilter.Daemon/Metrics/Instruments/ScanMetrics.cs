using System.Diagnostics.Metrics;
using InboundFilter.Mail.Scanning;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>Measures how long content scanners take, and what they say. Thread-safe.</summary>
internal sealed class ScanMetrics
{
    public const string MeterName = "InboundFilter.Scanner";

    private readonly Histogram<double> _scans;

    public ScanMetrics(IMeterFactory meters) => _scans = meters.Create(MeterName).CreateHistogram(
        "inboundfilter.scanner.scan.duration",
        "s",
        "Time that a content scanner took over a message, by what it said.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    public void Scanned(string scanner, ScanStatus status, TimeSpan elapsed) => _scans.Record(
        elapsed.TotalSeconds,
        Tags.Of("scanner", scanner),
        Tags.Of("result", status switch
        {
            ScanStatus.Clean => "clean",
            ScanStatus.Found => "found",
            _ => "unavailable",
        }));
}
