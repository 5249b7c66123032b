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

    /// <summary>Those that a query wants.</summary>
    /// <param name="query">Which ones, and in which order.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<RequestRecord>> QueueAsync(RequestQuery query, int limit, CancellationToken cancellation);

    /// <summary>How many are in a state.</summary>
    Task<int> CountAsync(RequestState state, CancellationToken cancellation);

    /// <summary>Requests about a decision.</summary>
    Task<IReadOnlyList<RequestRecord>> AboutAsync(Reference decision, CancellationToken cancellation);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<RequestMessage>> ConversationAsync(Reference request, CancellationToken cancellation);

    /// <summary>The one that others about the subject are joined to: open or waiting, and not joined itself. Null when there is none.</summary>
    Task<RequestRecord?> FindOpenAboutAsync(Subject about, CancellationToken cancellation);

    /// <summary>Those that were joined to a request, oldest first.</summary>
    Task<IReadOnlyList<RequestRecord>> JoinedToAsync(Reference request, CancellationToken cancellation);

    /// <summary>Ways of proving control that a request has, in order of domain.</summary>
    Task<IReadOnlyList<ControlProof>> ProofsAsync(Reference request, CancellationToken cancellation);

    /// <summary>Messages of ours that are wanted by mail and have no <see cref="RequestMail"/>, oldest first.</summary>
    /// <param name="since">Only messages from then on.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    Task<IReadOnlyList<DueAnswer>> DueAnswersAsync(DateTimeOffset since, int limit, CancellationToken cancellation);

    /// <summary>How many mails about requests were tried.</summary>
    /// <param name="kind">Only of this kind.</param>
    /// <param name="receiver">Only to this address; null for all.</param>
    /// <param name="since">From then on.</param>
    Task<int> CountMailsAsync(RequestMailKind kind, string? receiver, DateTimeOffset since, CancellationToken cancellation);
}
