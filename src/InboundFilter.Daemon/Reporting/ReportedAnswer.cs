using InboundFilter.Ledger.Reports;
using InboundFilter.Mail.Reports;

namespace InboundFilter.Daemon.Reporting;

/// <summary>What became of one reported message.</summary>
/// <param name="Message">Null for a report without one.</param>
/// <param name="Match">Our decision on it, or why there is none; null when no ledger could be asked.</param>
/// <param name="Outcome">What became of it; null when nothing was to be kept.</param>
internal sealed record ReportedAnswer(ReportedMessage? Message, ReportMatch? Match, ReportOutcome? Outcome);
