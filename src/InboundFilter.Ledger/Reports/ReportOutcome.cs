using InboundFilter.Ledger.Strikes;
using InboundFilter.Mail.Reports;

namespace InboundFilter.Ledger.Reports;

/// <summary>What became of a report about one message.</summary>
/// <param name="Message">The reported message; null when the report has none.</param>
/// <param name="Match">Our decision on it, if any.</param>
/// <param name="Result">In one word.</param>
/// <param name="Strike">What it led to; null when nothing was kept, or nothing was to be.</param>
public sealed record ReportOutcome(ReportedMessage? Message, ReportMatch Match, ReportResult Result, StrikeOutcome? Strike);
