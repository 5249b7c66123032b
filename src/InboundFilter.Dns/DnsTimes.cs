using System.Diagnostics.Metrics;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns;

/// <summary>Measures how long the servers take over questions; those answered from the cache do not count. Thread-safe, without allocation.</summary>
public sealed class DnsTimes
{
    public const string MeterName = "InboundFilter.Dns";

    private static readonly KeyValuePair<string, object?> Found = new("outcome", "found");
    private static readonly KeyValuePair<string, object?> Absent = new("outcome", "absent");
    private static readonly KeyValuePair<string, object?> Unavailable = new("outcome", "unavailable");

    private readonly Histogram<double> _questions;

    public DnsTimes(IMeterFactory meters) => _questions = meters.Create(MeterName).CreateHistogram(
        "inboundfilter.dns.question.duration",
        "s",
        "Time until a question to the DNS servers was answered or given up, by outcome.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    internal void Answered(DnsRecordType type, DnsStatus status, TimeSpan elapsed) => _questions.Record(
        elapsed.TotalSeconds,
        status switch
        {
            DnsStatus.Found => Found,
            DnsStatus.Unavailable => Unavailable,
            _ => Absent,
        },
        new("type", WordOf(type)));

    private static string WordOf(DnsRecordType type) => type switch
    {
        DnsRecordType.A => "a",
        DnsRecordType.Aaaa => "aaaa",
        DnsRecordType.Mx => "mx",
        DnsRecordType.Txt => "txt",
        DnsRecordType.Ptr => "ptr",
        _ => "other",
    };
}
