using System.Collections.Concurrent;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Tests.Fakes;

/// <summary>Keeps decisions for a test to look at.</summary>
public sealed class MemoryDecisions : IDecisionLog
{
    private readonly ConcurrentQueue<DecisionRecord> _records = new();

    public IReadOnlyList<DecisionRecord> All => [.. _records];

    public void Record(DecisionRecord decision) => _records.Enqueue(decision);
}
