using System.Diagnostics.Metrics;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Policy;

/// <summary>Measures how long mailboxes take over recipients and messages, and what they answer. Thread-safe, without allocation.</summary>
public sealed class MailboxMetrics
{
    public const string MeterName = "InboundFilter.Relay";

    private static readonly KeyValuePair<string, object?> OfRecipient = new("of", "recipient");
    private static readonly KeyValuePair<string, object?> OfMessage = new("of", "message");

    private readonly Histogram<double> _answers;

    public MailboxMetrics(IMeterFactory meters) => _answers = meters.Create(MeterName).CreateHistogram(
        "inboundfilter.relay.answer.duration",
        "s",
        "Time until a mailbox answered to a recipient or a message, by what it answered; a connection that had to be made first is included.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    internal void Recipient(IMailbox mailbox, MailboxAnswer answer, TimeSpan elapsed) => Record(mailbox, OfRecipient, answer, elapsed);

    internal void Message(IMailbox mailbox, MailboxAnswer answer, TimeSpan elapsed) => Record(mailbox, OfMessage, answer, elapsed);

    private void Record(IMailbox mailbox, KeyValuePair<string, object?> of, MailboxAnswer answer, TimeSpan elapsed) =>
        _answers.Record(elapsed.TotalSeconds, new("mailbox", mailbox.Name), of, new("answer", WordOf(answer)));

    private static string WordOf(MailboxAnswer answer) => answer.Outcome switch
    {
        MailboxOutcome.Unavailable => "unavailable",
        MailboxOutcome.LostAfterFinalDot => "lost",
        _ when answer.IsAccepted => "accept",
        _ => answer.Reply!.Code < 500 ? "defer" : "refuse",
    };
}
