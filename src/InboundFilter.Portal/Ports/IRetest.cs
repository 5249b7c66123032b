using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Portal.Ports;

/// <summary>Runs the checks anew for a client that was refused, as if it came now. Nothing is sent and nothing is recorded. Thread-safe.</summary>
public interface IRetest
{
    /// <summary>The same client, HELO, sender and recipient once more, under the policy in force, up to the recipient; the message is not known.</summary>
    /// <exception cref="TimeoutException">DNS kept everybody waiting.</exception>
    Task<RetestResult> RunAsync(StoredDecision decision, CancellationToken cancellation);
}
