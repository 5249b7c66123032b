namespace InboundFilter.Ledger.Requests;

/// <summary>Requests and their conversations. Written by <see cref="ILedgerStore.CommitAsync"/>.</summary>
public interface IRequestStore
{
    /// <summary>Largest answer of a search, and longest conversation.</summary>
    const int MaxPage = 1_000;

    Task<RequestRecord?> FindAsync(Reference id, CancellationToken cancellation);

    /// <summary>Last changed first.</summary>
    /// <param name="state">Only these; null for all.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    Task<IReadOnlyList<RequestRecord>> SearchAsync(RequestState? state, int limit, CancellationToken cancellation);

    /// <summary>Requests about a decision.</summary>
    Task<IReadOnlyList<RequestRecord>> AboutAsync(Reference decision, CancellationToken cancellation);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<RequestMessage>> ConversationAsync(Reference request, CancellationToken cancellation);
}
