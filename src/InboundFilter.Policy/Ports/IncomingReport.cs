using InboundFilter.Mail.Reports;

namespace InboundFilter.Policy.Ports;

/// <summary>A report on its way to whoever weighs it. Holds nothing of the session alive. Immutable.</summary>
/// <param name="Report">What was read.</param>
/// <param name="Kind">What the reporter says of the messages.</param>
/// <param name="Reporter">Who reports, in one form for one person: a mail address or a user's name. Two reports of one message by the same reporter count once.</param>
/// <param name="IsLocal">The reporter is one of ours; of anybody else only what agrees with our own records counts.</param>
public sealed record IncomingReport(ReceivedReport Report, ReportKind Kind, string Reporter, bool IsLocal);
