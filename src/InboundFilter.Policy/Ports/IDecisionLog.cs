namespace InboundFilter.Policy.Ports;

/// <summary>Takes every decision once. Must be quick and must not throw: mail does not wait for its records.</summary>
public interface IDecisionLog
{
    void Record(DecisionRecord decision);
}
