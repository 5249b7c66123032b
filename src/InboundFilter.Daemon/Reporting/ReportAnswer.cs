using InboundFilter.Mail.Reports;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Reporting;

/// <summary>What a report says and what became of it.</summary>
/// <param name="Report">As read.</param>
/// <param name="Kind">What the reporter says of messages that are not in ARF.</param>
/// <param name="Messages">One for each reported message; one for a report without a message.</param>
internal sealed record ReportAnswer(ReceivedReport Report, ReportKind Kind, IReadOnlyList<ReportedAnswer> Messages);
