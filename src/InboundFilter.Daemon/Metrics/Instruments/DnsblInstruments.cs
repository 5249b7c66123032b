using System.Diagnostics.Metrics;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>How the public blocklists of the policy in force are, and what they answer. A zone with a paid key is shown by its other name.</summary>
internal sealed class DnsblInstruments(DnsblMonitor monitor, Func<PolicySnapshot> current) : IInstrumentSet
{
    public const string MeterName = "InboundFilter.Dnsbl";

    public void AddTo(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("inboundfilter.dnsbl.state", States, null, "1 for the state that a public blocklist is in, 0 for the others; suspended and blocked ones are not asked.");
        meter.CreateObservableCounter(
            "inboundfilter.dnsbl.answers", Answers, "{answer}", "What came of questions to a public blocklist; spared: not asked, because the list is put aside.");
        meter.CreateObservableGauge("inboundfilter.dnsbl.probe.duration", Probes, "s", "How long the last probe of a public blocklist took.");
    }

    private IEnumerable<DnsblDefinition> Watched => current().Dnsbl.Lists.Where(l => l.IsWatched).DistinctBy(l => l.ShownZone);

    private IEnumerable<Measurement<int>> States() =>
        from list in Watched
        let health = monitor.HealthOf(list)
        from state in Enum.GetValues<DnsblState>()
        select new Measurement<int>(health.State == state ? 1 : 0, Zone(list), Tags.Of("state", Words.Of(state)));

    private IEnumerable<Measurement<long>> Answers()
    {
        foreach (var list in Watched)
        {
            var counts = monitor.CountsOf(list);
            yield return Of(list, "listed", counts.Listed);
            yield return Of(list, "not-listed", counts.NotListed);
            yield return Of(list, "none", counts.Unanswered);
            yield return Of(list, "disbelieved", counts.Disbelieved);
            yield return Of(list, "spared", counts.Spared);
        }
    }

    private IEnumerable<Measurement<double>> Probes() =>
        from list in Watched
        where monitor.HealthOf(list).Latency is not null
        select new Measurement<double>(monitor.HealthOf(list).Latency!.Value.TotalSeconds, Zone(list));

    private static Measurement<long> Of(DnsblDefinition list, string answer, long count) => new(count, Zone(list), Tags.Of("answer", answer));

    private static KeyValuePair<string, object?> Zone(DnsblDefinition list) => Tags.Of("zone", list.ShownZone);
}
