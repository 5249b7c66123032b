using InboundFilter.Policy;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Portal.Ports;

/// <summary>What the checks say now. Holds what a stranger must not see; the public page chooses.</summary>
/// <param name="Decision">As it would be made now, with every verdict.</param>
/// <param name="ReverseName">What DNS says of the address now; null when nobody asked.</param>
public sealed record RetestResult(DecisionRecord Decision, ReverseNameFact? ReverseName);
