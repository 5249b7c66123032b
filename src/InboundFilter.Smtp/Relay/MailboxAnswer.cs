namespace InboundFilter.Smtp.Relay;

/// <summary>What came of asking a mailbox.</summary>
/// <param name="Outcome">Whether there is an answer.</param>
/// <param name="Reply">The server's own reply when <see cref="MailboxOutcome.Answered"/>; null otherwise.</param>
/// <param name="Reason">For the administrator, when there is no answer: host, port and what failed.</param>
public sealed record MailboxAnswer(MailboxOutcome Outcome, SmtpReply? Reply, string? Reason)
{
    public bool IsAccepted => Outcome is MailboxOutcome.Answered && Reply!.IsPositive;

    public static MailboxAnswer Answered(SmtpReply reply) => new(MailboxOutcome.Answered, reply, null);

    public static MailboxAnswer Unavailable(string reason) => new(MailboxOutcome.Unavailable, null, reason);

    public static MailboxAnswer LostAfterFinalDot(string reason) => new(MailboxOutcome.LostAfterFinalDot, null, reason);
}
