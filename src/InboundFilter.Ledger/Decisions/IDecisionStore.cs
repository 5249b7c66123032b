namespace InboundFilter.Ledger.Decisions;

/// <summary>Every decision, for as long as retention has it.</summary>
public interface IDecisionStore
{
    /// <summary>Largest page of a search.</summary>
    const int MaxPage = 10_000;

    /// <summary>Writes decisions in one go. Survives kill -9, but the last seconds may be gone after loss of power. One that was written just before, by its reference, is left as it is: a batch may be tried again.</summary>
    /// <param name="decisions">Not used after the task has ended.</param>
    /// <param name="cancellation">Nothing of the batch is written when it comes in time.</param>
    Task AppendAsync(IReadOnlyList<EncodedDecision> decisions, CancellationToken cancellation);

    Task<StoredDecision?> FindAsync(Reference reference, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    /// <param name="query">What is wanted.</param>
    /// <param name="before">Null for the first page, then <see cref="DecisionPage.Next"/>.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    Task<DecisionPage> SearchAsync(DecisionQuery query, long? before, int limit, CancellationToken cancellation);

    /// <summary>Those written after the one with the id, oldest first: for following along.</summary>
    /// <param name="query">What is wanted.</param>
    /// <param name="after">Id of the last one seen; 0 for all.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    Task<IReadOnlyList<StoredDecision>> FollowAsync(DecisionQuery query, long after, int limit, CancellationToken cancellation);

    /// <summary>Id of the newest decision, where following begins; 0 when there is none.</summary>
    Task<long> LastIdAsync(CancellationToken cancellation);

    /// <summary>Counts decisions: the most frequent keys first, hours in order of time.</summary>
    /// <param name="query">Which count.</param>
    /// <param name="key">By what.</param>
    /// <param name="limit">Most rows, 1 to <see cref="MaxPage"/>.</param>
    Task<IReadOnlyList<StatisticsRow>> CountAsync(DecisionQuery query, StatisticsKey key, int limit, CancellationToken cancellation);
}
