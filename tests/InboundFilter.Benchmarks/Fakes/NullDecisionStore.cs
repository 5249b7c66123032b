using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Benchmarks.Fakes;

/// <summary>Takes decisions and forgets them, or never comes to an end of the first.</summary>
internal sealed class NullDecisionStore(bool isStuck) : IDecisionStore
{
    public Task AppendAsync(IReadOnlyList<EncodedDecision> decisions, CancellationToken cancellation) =>
        isStuck ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation) : Task.CompletedTask;

    public Task<StoredDecision?> FindAsync(Reference reference, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<DecisionPage> SearchAsync(DecisionQuery query, long? before, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredDecision>> FollowAsync(DecisionQuery query, long after, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<long> LastIdAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<StatisticsRow>> CountAsync(DecisionQuery query, StatisticsKey key, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
