using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>The process, under the names that all dashboards know, and which version it runs.</summary>
internal sealed class ProcessInstruments(TimeProvider time) : IInstrumentSet
{
    public const string MeterName = "InboundFilter.Process";

    private const string OpenFiles = "/proc/self/fd";

    private readonly long _started = time.GetTimestamp();

    public static string Version { get; } =
        typeof(ProcessInstruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public void AddTo(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        double startTime = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        meter.CreateObservableGauge<int>(
            "inboundfilter.build.info",
            () => new Measurement<int>(1, Tags.Of("version", Version), Tags.Of("runtime", RuntimeInformation.FrameworkDescription)),
            null,
            "Always 1; its labels tell the version.");
        meter.CreateObservableGauge("inboundfilter.uptime", () => time.GetElapsedTime(_started).TotalSeconds, "s", "Time since the start.");
        meter.CreateObservableGauge("process.start.time", () => startTime, "s", "When the process started; seconds since 1970.");
        meter.CreateObservableCounter("process.cpu", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "CPU time used, user and system.");
        meter.CreateObservableGauge("process.resident.memory", () => Environment.WorkingSet, "By", "Resident memory.");
        meter.CreateObservableGauge("inboundfilter.pool.threads", () => ThreadPool.ThreadCount, "{thread}", "Threads of the pool.");
        meter.CreateObservableGauge("inboundfilter.pool.queue", () => ThreadPool.PendingWorkItemCount, "{item}", "Work that waits for a thread of the pool.");
        if (Directory.Exists(OpenFiles))
        {
            meter.CreateObservableGauge("process.open.fds", () => Directory.EnumerateFileSystemEntries(OpenFiles).Count(), "{file}", "Open file descriptors.");
        }
    }
}
