namespace InboundFilter.Policy.Ports;

/// <summary>Takes what is held against senders. Must be quick and must not throw: no mail waits for it, and what finds no room is dropped and counted there.</summary>
public interface IEvidenceSink
{
    /// <summary>Mail came to a spam trap.</summary>
    void TrapHit(TrapHit hit);
}
