using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Benchmarks.Fakes;

/// <summary>Takes every recipient and every message at once.</summary>
internal sealed class TakingMailbox : IMailbox
{
    private static readonly MailboxAnswer Ok = MailboxAnswer.Answered(SmtpReply.Of(250, 0, 0, "Ok"));

    public string Name => "local";

    public IMailboxTransaction Begin(MailCommand mail) => new Transaction();

    private sealed class Transaction : IMailboxTransaction
    {
        public ValueTask<MailboxAnswer> OfferAsync(MailPath recipient, CancellationToken cancellation) => new(Ok);

        public ValueTask<MailboxAnswer> SendAsync(ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation) => new(Ok);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
