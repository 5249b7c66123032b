using InboundFilter.Ledger;

namespace InboundFilter.Portal.Actions;

/// <summary>Something about a decision's sender that can be blocked, allowed or granted.</summary>
/// <param name="Id">In links: <c>address</c>, <c>network</c>, <c>as</c>, <c>isp</c>, <c>domain</c>, <c>sender</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="ListKey">The key of an entry in the lists.</param>
/// <param name="ListSubject">The subject of an entry in the lists.</param>
/// <param name="Scope">The subject of a grant.</param>
public sealed record DecisionSubject(string Id, string Label, string ListKey, string ListSubject, Subject Scope);
