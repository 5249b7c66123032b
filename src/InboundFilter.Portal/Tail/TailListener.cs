using System.Threading.Channels;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal.Search;

namespace InboundFilter.Portal.Tail;

/// <summary>One who follows new decisions. Has its own room, so that a slow one holds up nobody: what finds none is left out, the oldest first.</summary>
public sealed class TailListener : IDisposable
{
    /// <summary>Decisions that may wait to be sent.</summary>
    public const int MaxWaiting = 500;

    private readonly Channel<StoredDecision> _waiting = Channel.CreateBounded<StoredDecision>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly DecisionQuery _query;
    private readonly Action<TailListener> _leave;

    internal TailListener(DecisionQuery query, long after, Action<TailListener> leave) => (_query, After, _leave) = (query, after, leave);

    /// <summary>Oldest first; ends when the daemon stops.</summary>
    public ChannelReader<StoredDecision> Decisions => _waiting.Reader;

    /// <summary>Id of the last decision that is not new to it.</summary>
    internal long After { get; set; }

    public void Dispose() => _leave(this);

    /// <summary>Gives it a decision that it may have seen.</summary>
    internal void Offer(StoredDecision decision)
    {
        if (decision.Id <= After)
        {
            return;
        }

        After = decision.Id;
        if (QueryMatch.Fits(decision, _query))
        {
            _waiting.Writer.TryWrite(decision);
        }
    }

    internal void End() => _waiting.Writer.TryComplete();
}
