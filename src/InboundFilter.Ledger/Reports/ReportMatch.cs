using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Ledger.Reports;

/// <summary>Whether a reported message is one that we passed on.</summary>
/// <param name="Decision">Ours on the message; null when the report fits none, and may then be invented.</param>
/// <param name="Reason">By what it was found, or why nothing fits; for the administrator.</param>
public sealed record ReportMatch(StoredDecision? Decision, string Reason);
