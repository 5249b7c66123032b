using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Tells of new decisions as they are written, by asking again and again.</summary>
internal sealed class DecisionFollower(IDecisionStore decisions, TimeProvider time)
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Decisions read at a time.</summary>
    private const int Page = 500;

    /// <param name="query">Which ones.</param>
    /// <param name="after">Those written after the one with this id.</param>
    /// <param name="tell">Gets them, oldest first.</param>
    /// <param name="isAway">Gets why the ledger cannot be read; it is tried on.</param>
    /// <param name="cancellation">The way to end it.</param>
    public async Task FollowAsync(DecisionQuery query, long after, Action<StoredDecision> tell, Action<LedgerException> isAway, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        bool wasAway = false;
        try
        {
            do
            {
                try
                {
                    after = await ReadAsync(query, after, tell, cancellation);
                    wasAway = false;
                }
                catch (LedgerException fault)
                {
                    if (!wasAway)
                    {
                        isAway(fault);
                        wasAway = true;
                    }
                }
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    private async Task<long> ReadAsync(DecisionQuery query, long after, Action<StoredDecision> tell, CancellationToken cancellation)
    {
        // Ids count anew when the file was deleted and begun again.
        if (await decisions.LastIdAsync(cancellation) < after)
        {
            after = 0;
        }

        IReadOnlyList<StoredDecision> found;
        do
        {
            found = await decisions.FollowAsync(query, after, Page, cancellation);
            foreach (var decision in found)
            {
                tell(decision);
                after = decision.Id;
            }
        }
        while (found.Count == Page);
        return after;
    }
}
