using InboundFilter.Policy;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Explaining;

/// <summary>Keeps the last decision instead of logging it.</summary>
internal sealed class LastDecision : IDecisionLog
{
    public DecisionRecord? Last { get; private set; }

    public void Record(DecisionRecord decision) => Last = decision;
}
