namespace InboundFilter.Ledger.Evidence;

/// <summary>A trait by which the same sender is recognised under another identity; compared as a whole.</summary>
/// <param name="Kind">Which trait: <c>dkim-domain</c>, <c>list-id</c>, <c>from</c>, one band of a similarity hash.</param>
/// <param name="Value">At most <see cref="EvidenceRecord.MaxFingerprintLength"/> characters.</param>
public readonly record struct Fingerprint(string Kind, string Value);
