namespace InboundFilter.Ledger.Evidence;

/// <summary>Earlier evidence that shares a fingerprint.</summary>
/// <param name="Evidence">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Time">When.</param>
/// <param name="Fingerprint">What is shared.</param>
public sealed record FingerprintMatch(Reference Evidence, EvidenceKind Kind, DateTimeOffset Time, Fingerprint Fingerprint);
