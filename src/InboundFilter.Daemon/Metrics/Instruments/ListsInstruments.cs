using System.Diagnostics.Metrics;
using InboundFilter.Daemon.Reload;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>The configuration in force: lists, snapshot, reloads.</summary>
internal sealed class ListsInstruments(SnapshotSource source) : IInstrumentSet
{
    public const string MeterName = "InboundFilter.Lists";

    private long _inForce;
    private long _kept;

    public void AddTo(IMeterFactory meters)
    {
        source.Reloaded += report => Interlocked.Increment(ref report.Outcome is ReloadOutcome.InForce ? ref _inForce : ref _kept);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("inboundfilter.lists.snapshot", () => source.Current.Number, null, "Number of the configuration in force; each reload that succeeds counts one up.");
        meter.CreateObservableGauge("inboundfilter.lists.entries", () => Entries(source.Current.Lists), "{entry}", "Entries of the administrator's lists in force.");
        meter.CreateObservableCounter<long>(
            "inboundfilter.lists.reloads",
            () => [new Measurement<long>(Volatile.Read(ref _inForce), Tags.Of("outcome", "ok")), new Measurement<long>(Volatile.Read(ref _kept), Tags.Of("outcome", "failed"))],
            "{reload}",
            "Reloads since the start; failed: what was read is not fit, and what was in force before stays.");
        meter.CreateObservableGauge(
            "inboundfilter.lists.last.reload.success", () => source.LastReload.Outcome is ReloadOutcome.InForce ? 1 : 0, null, "Whether the last reload, or the start, put its files into force.");
        meter.CreateObservableGauge(
            "inboundfilter.lists.last.reload.time", () => source.LastReload.Time.ToUnixTimeMilliseconds() / 1000.0, "s", "When the last reload, or the start, read its files; seconds since 1970.");
    }

    private static IEnumerable<Measurement<int>> Entries(AccessLists lists) =>
    [
        new(lists.Block.Count, Tags.Of("list", "block")),
        new(lists.Allow.Count, Tags.Of("list", "allow")),
        new(lists.Traps.Entries.Count, Tags.Of("list", "traps")),
        new(lists.Consent.Entries.Count, Tags.Of("list", "consent")),
        new(lists.TrustedSealers.Entries.Count, Tags.Of("list", "trusted-sealers")),
        new(lists.SharedSenders.Entries.Count, Tags.Of("list", "shared-senders")),
    ];
}
