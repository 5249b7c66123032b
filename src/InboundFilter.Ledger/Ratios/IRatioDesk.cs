namespace InboundFilter.Ledger.Ratios;

/// <summary>Judges senders by their complaints and unknown recipients. Thread-safe.</summary>
public interface IRatioDesk
{
    /// <summary>Judges what the store has counted, and blocks or warns.</summary>
    /// <param name="subject">The sender's server or domain, as it is counted.</param>
    /// <param name="sender">What is known of him.</param>
    /// <param name="cancellation">Ends it before anything is kept.</param>
    /// <exception cref="LedgerException">The ledger failed; nothing was kept.</exception>
    Task<RatioAnswer> JudgeAsync(Subject subject, CountedSender sender, CancellationToken cancellation);
}
