using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Tests.Portal;

/// <summary>Gives what a test says, and remembers what it was asked.</summary>
internal sealed class FixedRetest : IRetest
{
    /// <summary>Makes the result; unset, nobody must ask.</summary>
    public Func<StoredDecision, CancellationToken, Task<RetestResult>> Result { get; set; } = (_, _) => throw new InvalidOperationException("no result was set");

    public List<StoredDecision> Asked { get; } = [];

    public Task<RetestResult> RunAsync(StoredDecision decision, CancellationToken cancellation)
    {
        lock (Asked)
        {
            Asked.Add(decision);
        }

        return Result(decision, cancellation);
    }
}
