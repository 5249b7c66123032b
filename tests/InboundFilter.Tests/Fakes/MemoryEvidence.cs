using InboundFilter.Policy.Ports;

namespace InboundFilter.Tests.Fakes;

/// <summary>Keeps trap hits in the order in which they came.</summary>
public sealed class MemoryEvidence : IEvidenceSink
{
    public List<TrapHit> Hits { get; } = [];

    public void TrapHit(TrapHit hit) => Hits.Add(hit);
}
