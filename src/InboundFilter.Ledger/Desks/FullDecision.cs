using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>A decision with all that the ledger has about it.</summary>
/// <param name="Decision">As it was made.</param>
/// <param name="Blocks">What it rests on.</param>
/// <param name="Evidence">What the mail itself gave: a trap hit, a complaint about it.</param>
/// <param name="Requests">What its sender asked for.</param>
public sealed record FullDecision(StoredDecision Decision, IReadOnlyList<BlockBehind> Blocks, IReadOnlyList<EvidenceRecord> Evidence, IReadOnlyList<RequestRecord> Requests);
