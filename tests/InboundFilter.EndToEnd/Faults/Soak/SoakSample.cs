using System.Globalization;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults.Soak;

/// <summary>What the daemon needed at one time.</summary>
/// <param name="Seconds">Since the load began.</param>
/// <param name="Rate">Messages taken a second, since the sample before.</param>
/// <param name="RssMebibytes">Resident memory.</param>
/// <param name="PssMebibytes">The same, shared pages by share.</param>
/// <param name="HeapMebibytes">Managed heap, after the last collection.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Threads">Of the process.</param>
/// <param name="P50">Median time of a message, in ms.</param>
/// <param name="P99">99th percentile, in ms.</param>
internal sealed record SoakSample(
    double Seconds, double Rate, double RssMebibytes, double PssMebibytes, double HeapMebibytes, double Handles, double Threads, double P50, double P99)
{
    public const string CsvHead = "seconds,rate,rss_mib,pss_mib,heap_mib,handles,threads,p50_ms,p99_ms";

    private const double Kibi = 1_024;

    public string Csv => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seconds:0.0},{Rate:0.0},{RssMebibytes:0.0},{PssMebibytes:0.0},{HeapMebibytes:0.0},{Handles:0},{Threads:0},{P50:0.00},{P99:0.00}");

    /// <param name="process">The daemon's id.</param>
    /// <param name="metrics">Its page.</param>
    /// <param name="seconds">Since the load began.</param>
    /// <param name="period">Since the sample before.</param>
    /// <param name="taken">Messages in that period.</param>
    /// <param name="p50">Median of their times, in ms.</param>
    /// <param name="p99">99th percentile.</param>
    public static SoakSample Take(int process, MetricsPage metrics, double seconds, double period, int taken, double p50, double p99) => new(
        seconds,
        taken / period,
        Kibibytes($"/proc/{process}/status", "VmRSS:") / Kibi,
        Kibibytes($"/proc/{process}/smaps_rollup", "Pss:") / Kibi,
        metrics.Sum("dotnet_gc_last_collection_heap_size_bytes") / (Kibi * Kibi),
        Directory.GetFileSystemEntries($"/proc/{process}/fd").Length,
        Kibibytes($"/proc/{process}/status", "Threads:"),
        p50,
        p99);

    private static double Kibibytes(string file, string field) => double.Parse(
        File.ReadLines(file).First(l => l.StartsWith(field, StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
