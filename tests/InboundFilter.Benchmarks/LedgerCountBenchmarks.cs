using System.Net;
using BenchmarkDotNet.Attributes;
using InboundFilter.Dns;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Ratios;

namespace InboundFilter.Benchmarks;

/// <summary>What counting one more decision of a known sender takes of the counter's thread, and leaves to the collector.</summary>
[MemoryDiagnoser]
public class LedgerCountBenchmarks
{
    private static readonly CounterValues Refused = new(Messages: 0, Refused: 1, UnknownRecipients: 0, Complaints: 0, Spam: 0, Faults: 0);
    private static readonly CounterValues Unknown = Refused with { UnknownRecipients = 1 };

    private readonly CounterTable _table = new(DecisionCounter.MaxSubjects);
    private readonly CountedSender _sender = new()
    {
        Address = IPAddress.Parse("192.0.2.7"),
        IspDomain = DomainName.Parse("isp.example"),
        Domain = DomainName.Parse("shop.example"),
    };

    [Benchmark]
    public void CountRefusal() => _table.Add(DateTimeOffset.UnixEpoch, _sender, Refused);

    [Benchmark]
    public void CountUnknownRecipient() => _table.Add(DateTimeOffset.UnixEpoch, _sender, Unknown);
}
