using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Cases;

/// <summary>Tests a refusal anew while an administrator opens the request about it. Thread-safe.</summary>
public sealed class CaseRetest(IRetest retest, TimeProvider time)
{
    /// <summary>How long the page waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What the checks say now; null when they took too long.</summary>
    public async Task<RetestResult?> RunAsync(StoredDecision decision, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await retest.RunAsync(decision, ends.Token);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
