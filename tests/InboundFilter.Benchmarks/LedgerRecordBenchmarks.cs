using BenchmarkDotNet.Attributes;
using InboundFilter.Benchmarks.Fakes;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Benchmarks;

/// <summary>What handing a decision over costs the session, when there is room and when there is none.</summary>
[MemoryDiagnoser]
public class LedgerRecordBenchmarks
{
    private DecisionWriter _writer = null!;
    private DecisionRecord _decision = null!;

    [Params(false, true)]
    public bool IsFull { get; set; }

    [GlobalSetup]
    public async Task Open()
    {
        var options = new LedgerOptions { File = "none", MaxWaitingDecisions = IsFull ? 1 : 1_000_000 };
        _writer = new DecisionWriter(new NullDecisionStore(isStuck: IsFull), options, TimeProvider.System, NullLogger<DecisionWriter>.Instance);
        _decision = await DecidedMail.OneAsync();
    }

    [Benchmark]
    public void Record() => _writer.Record(_decision);
}
