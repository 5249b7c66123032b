namespace InboundFilter.Ledger.Audit;

/// <summary>Who did what, and what senders were told. Written by <see cref="ILedgerStore.CommitAsync"/>.</summary>
public interface IAuditStore
{
    /// <summary>Largest answer of a search.</summary>
    const int MaxPage = 10_000;

    /// <summary>Newest first.</summary>
    /// <param name="target">Only entries with this target; null for all.</param>
    /// <param name="skip">How many of the newest are left out.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    Task<IReadOnlyList<AuditEntry>> SearchAsync(string? target, int skip, int limit, CancellationToken cancellation);

    /// <summary>The newest, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> SearchAsync(string? target, int limit, CancellationToken cancellation) => SearchAsync(target, 0, limit, cancellation);

    /// <summary>Newest first.</summary>
    /// <param name="subject">Only about this one; null for all.</param>
    /// <param name="since">Not before this instant.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    Task<IReadOnlyList<NoticeRecord>> NoticesAsync(Subject? subject, DateTimeOffset since, int limit, CancellationToken cancellation);

    /// <summary>When the receiver was last sent a notice; null when never.</summary>
    Task<DateTimeOffset?> LastSentAsync(string receiver, CancellationToken cancellation);
}
