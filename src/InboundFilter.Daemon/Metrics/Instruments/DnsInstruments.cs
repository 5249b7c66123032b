using System.Diagnostics.Metrics;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>What the resolver does; how long it takes is measured by <see cref="DnsTimes"/>.</summary>
internal sealed class DnsInstruments(IDnsResolver resolver) : IInstrumentSet
{
    public void AddTo(IMeterFactory meters)
    {
        if (resolver is not DnsResolver dns)
        {
            return;
        }

        var meter = meters.Create(DnsTimes.MeterName);
        var counts = dns.Statistics;
        meter.CreateObservableCounter("inboundfilter.dns.cache.hits", () => counts.CacheHits, "{question}", "Questions answered from the cache.");
        meter.CreateObservableCounter("inboundfilter.dns.questions.joined", () => counts.Joined, "{question}", "Questions that waited for the same question of somebody else.");
        meter.CreateObservableCounter("inboundfilter.dns.questions.overloaded", () => counts.Overloaded, "{question}", "Questions turned away because too many were in flight.");
        meter.CreateObservableUpDownCounter("inboundfilter.dns.questions.waiting", () => dns.InFlight, "{question}", "Questions that wait for an answer now.");
        meter.CreateObservableUpDownCounter("inboundfilter.dns.cache.entries", () => dns.CacheEntries, "{answer}", "Answers kept, some of them expired.");
        meter.CreateObservableCounter("inboundfilter.dns.queries", () => counts.QueriesSent, "{query}", "Queries sent to servers, over UDP and TCP.");
        meter.CreateObservableCounter<long>(
            "inboundfilter.dns.troubles",
            () =>
            [
                Of("timeout", counts.Timeouts),
                Of("malformed", counts.Malformed),
                Of("mismatched", counts.Mismatched),
                Of("case", counts.CaseMismatches),
                Of("tcp", counts.TcpFallbacks),
                Of("no-edns", counts.EdnsFallbacks),
            ],
            "{trouble}",
            "Tries without an answer in time, answers that were not used (malformed, mismatched, other letter case), and questions asked again over TCP or without EDNS.");
    }

    private static Measurement<long> Of(string kind, long count) => new(count, Tags.Of("kind", kind));
}
