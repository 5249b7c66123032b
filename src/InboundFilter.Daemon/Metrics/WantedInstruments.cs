using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace InboundFilter.Daemon.Metrics;

/// <summary>Which instruments are shown: all of ours, and of the runtime's those that an operator looks at.</summary>
/// <remarks>Those of Kestrel are left out: their labels hold what strangers sent.</remarks>
internal static class WantedInstruments
{
    public const string OurMeters = "InboundFilter.";

    private const string RuntimeMeter = "System.Runtime";

    private static readonly FrozenSet<string> OfRuntime = FrozenSet.Create(
        StringComparer.Ordinal,
        "dotnet.gc.collections",
        "dotnet.gc.heap.total_allocated",
        "dotnet.gc.last_collection.heap.size",
        "dotnet.gc.last_collection.memory.committed_size",
        "dotnet.gc.pause.time",
        "dotnet.monitor.lock_contentions");

    /// <param name="instrument">One of this process.</param>
    /// <param name="meters">Made ours; another in the same process is somebody else's.</param>
    public static bool Includes(Instrument instrument, IMeterFactory meters) =>
        instrument.Meter.Name == RuntimeMeter
            ? OfRuntime.Contains(instrument.Name)
            : instrument.Meter.Name.StartsWith(OurMeters, StringComparison.Ordinal) && ReferenceEquals(instrument.Meter.Scope, meters);
}
