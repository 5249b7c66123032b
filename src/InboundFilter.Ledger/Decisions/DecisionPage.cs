namespace InboundFilter.Ledger.Decisions;

/// <summary>One page of a search.</summary>
/// <param name="Decisions">Newest first.</param>
/// <param name="Next">What to give as <c>before</c> for the next page; null at the end.</param>
public sealed record DecisionPage(IReadOnlyList<StoredDecision> Decisions, long? Next);
