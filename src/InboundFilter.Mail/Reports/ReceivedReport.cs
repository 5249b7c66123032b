using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Reports;

/// <summary>A report as it was read: who says what of which messages. All of it is a stranger's word.</summary>
/// <param name="Form">How it came.</param>
/// <param name="Header">Of the mail that brought it; of the reported message, where that came itself.</param>
/// <param name="Feedback">The machine-readable part; null unless the form is <see cref="ReportForm.Feedback"/>.</param>
/// <param name="Messages">The reported messages: none in a report without one, one in a report in ARF, several in a forward.</param>
/// <param name="IsCut">There were more messages, or more of one, than <see cref="ReportLimits"/> lets us keep.</param>
public sealed record ReceivedReport(
    ReportForm Form, MessageHeader Header, FeedbackReport? Feedback, IReadOnlyList<ReportedMessage> Messages, bool IsCut);
