using System.Text;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Tests.Fakes;

/// <summary>A mailbox that answers as a test wants and keeps what it was sent.</summary>
public sealed class ScriptedMailbox(string name) : IMailbox
{
    public static readonly SmtpReply RecipientOk = SmtpReply.Of(250, 1, 5, "Ok");

    public string Name => name;

    public Func<MailPath, MailboxAnswer> OnOffer { get; set; } = _ => MailboxAnswer.Answered(RecipientOk);

    public Func<MailboxAnswer> OnSend { get; set; } = () => MailboxAnswer.Answered(SmtpReply.Of(250, 0, 0, "queued as 42"));

    public List<string> Offered { get; } = [];

    public List<string> Received { get; } = [];

    public int Ended { get; private set; }

    public IMailboxTransaction Begin(MailCommand mail) => new Transaction(this);

    private sealed class Transaction(ScriptedMailbox owner) : IMailboxTransaction
    {
        public ValueTask<MailboxAnswer> OfferAsync(MailPath recipient, CancellationToken cancellation)
        {
            owner.Offered.Add(recipient.ToString());
            return new(owner.OnOffer(recipient));
        }

        public async ValueTask<MailboxAnswer> SendAsync(ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
        {
            var all = new StringBuilder(Encoding.Latin1.GetString(trace.Span));
            await foreach (var piece in message.ReadAsync(cancellation))
            {
                all.Append(Encoding.Latin1.GetString(piece.Span));
            }

            owner.Received.Add(all.ToString());
            return owner.OnSend();
        }

        public ValueTask DisposeAsync()
        {
            owner.Ended++;
            return ValueTask.CompletedTask;
        }
    }
}
