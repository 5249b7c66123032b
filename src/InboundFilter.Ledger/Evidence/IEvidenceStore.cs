namespace InboundFilter.Ledger.Evidence;

/// <summary>What is held against senders. Written by <see cref="ILedgerStore.CommitAsync"/>.</summary>
public interface IEvidenceStore
{
    /// <summary>Largest answer of a search.</summary>
    const int MaxPage = 1_000;

    Task<EvidenceRecord?> FindAsync(Reference id, CancellationToken cancellation);

    /// <summary>Newest first, without header, sample and fingerprints.</summary>
    Task<IReadOnlyList<EvidenceRecord>> SearchAsync(EvidenceQuery query, int limit, CancellationToken cancellation);

    /// <summary>How many different addresses the evidence is against: how many of an ISP's servers have struck.</summary>
    Task<int> CountAddressesAsync(EvidenceQuery query, CancellationToken cancellation);

    /// <summary>Evidence that shares any of the fingerprints, newest first.</summary>
    /// <param name="fingerprints">At most <see cref="EvidenceRecord.MaxFingerprints"/> are looked at.</param>
    /// <param name="since">Not before this instant.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    Task<IReadOnlyList<FingerprintMatch>> MatchAsync(IReadOnlyList<Fingerprint> fingerprints, DateTimeOffset since, int limit, CancellationToken cancellation);
}
