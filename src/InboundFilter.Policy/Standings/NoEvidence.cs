using InboundFilter.Policy.Ports;

namespace InboundFilter.Policy.Standings;

/// <summary>No ledger: nothing is kept.</summary>
public sealed class NoEvidence : IEvidenceSink
{
    private NoEvidence()
    {
    }

    public static NoEvidence Instance { get; } = new();

    public void TrapHit(TrapHit hit)
    {
    }
}
