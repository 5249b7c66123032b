using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Daemon.Explaining;

/// <summary>Accepts everything and keeps nothing, so that a session can be explained to its end.</summary>
internal sealed class UnsentMailbox : IMailbox, IMailboxTransaction
{
    private static readonly MailboxAnswer RecipientOk = MailboxAnswer.Answered(SmtpReply.Of(250, 1, 5, "Recipient ok"));

    private static readonly MailboxAnswer MessageOk = MailboxAnswer.Answered(SmtpReply.Of(250, 0, 0, "Ok"));

    public static UnsentMailbox Instance { get; } = new();

    public string Name => "explain";

    public IMailboxTransaction Begin(MailCommand mail) => this;

    public ValueTask<MailboxAnswer> OfferAsync(MailPath recipient, CancellationToken cancellation) => new(RecipientOk);

    public ValueTask<MailboxAnswer> SendAsync(ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation) => new(MessageOk);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
