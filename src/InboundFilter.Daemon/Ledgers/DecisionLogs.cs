using InboundFilter.Policy;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Hands every decision to all who keep records, in their order.</summary>
internal sealed class DecisionLogs(IReadOnlyList<IDecisionLog> logs) : IDecisionLog
{
    public void Record(DecisionRecord decision)
    {
        foreach (var log in logs)
        {
            log.Record(decision);
        }
    }
}
