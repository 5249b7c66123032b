using InboundFilter.Checks.ReverseNames;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Daemon.Explaining;

/// <summary>What became of a session that was not sent.</summary>
/// <param name="Decision">The decision, with all verdicts.</param>
/// <param name="ReverseName">Null when nobody asked, as for a client that is vouched for.</param>
/// <param name="ReverseNameClass">What its reverse name tells; null likewise.</param>
internal sealed record Explanation(DecisionRecord Decision, ReverseNameFact? ReverseName, ReverseNameAssessment? ReverseNameClass);
