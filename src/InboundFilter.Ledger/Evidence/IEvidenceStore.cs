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

    /// <summary>Evidence that has fingerprints of certain kinds, with these but without header and sample, newest first.</summary>
    /// <param name="kinds">Of the evidence; at least one.</param>
    /// <param name="fingerprintKinds">Of the fingerprints; at least one.</param>
    /// <param name="since">Not before this instant.</param>
    /// <param name="limit">Most of them; a store that has no way of its own to read them looks at the newest <see cref="MaxPage"/> only.</param>
    async Task<IReadOnlyList<EvidenceRecord>> FingerprintedAsync(
        IReadOnlyList<EvidenceKind> kinds, IReadOnlyList<string> fingerprintKinds, DateTimeOffset since, int limit, CancellationToken cancellation)
    {
        var found = new List<EvidenceRecord>();
        foreach (var evidence in await SearchAsync(new EvidenceQuery { Kinds = kinds, Since = since }, Math.Min(limit, MaxPage), cancellation))
        {
            var whole = await FindAsync(evidence.Id, cancellation);
            if (whole?.Fingerprints.Where(f => fingerprintKinds.Contains(f.Kind)).ToArray() is { Length: > 0 } wanted)
            {
                found.Add(evidence with { Fingerprints = wanted });
            }
        }

        return found;
    }
}
