using System.Text;
using InboundFilter.Fuzz.Targets;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Fuzz.Fakes;

/// <summary>A mailbox that reads what it is given, insists on the form of our trace fields, and refuses some recipients in a stranger's words.</summary>
internal sealed class ReadingMailbox : IMailbox
{
    private static readonly MailboxAnswer Ok = MailboxAnswer.Answered(SmtpReply.Of(250, 0, 0, "Ok"));
    private static readonly MailboxAnswer Full = MailboxAnswer.Answered(SmtpReply.Of(452, 2, 2, "full\r\n250 \u001B[2J"));
    private static readonly MailboxAnswer Gone = MailboxAnswer.Answered(SmtpReply.AsGiven(550, null, new string('g', 600), "second"));

    public string Name => "local";

    /// <summary>Envelopes and messages, without our fields, in the order in which they came.</summary>
    public List<string> Taken { get; } = [];

    public IMailboxTransaction Begin(MailCommand mail) => new Transaction(this, mail);

    private static void CheckTrace(string trace)
    {
        Invariant.That(trace.EndsWith("\r\n", StringComparison.Ordinal), "our trace fields end in CRLF", trace);
        foreach (string line in trace[..^2].Split("\r\n"))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            bool isFolded = line.Length > 1 && line[0] is ' ' or '\t' && !string.IsNullOrWhiteSpace(line);
            Invariant.That(isFolded || (colon > 0 && line[..colon].All(c => c is > ' ' and < '\u007F')), "each trace line is a field or goes on with one", trace);
            Invariant.That(!line.Any(c => (c < ' ' && c != '\t') || c == '\u007F'), "our trace fields hold no controls", trace);
            Invariant.That(line.Length <= 998, "a line has at most 998 octets (RFC 5322 §2.1.1)", trace);
        }
    }

    private sealed class Transaction(ReadingMailbox owner, MailCommand mail) : IMailboxTransaction
    {
        private readonly List<MailPath> _recipients = [];

        public ValueTask<MailboxAnswer> OfferAsync(MailPath recipient, CancellationToken cancellation)
        {
            if (recipient.LocalPart is "full" or "gone")
            {
                return new(recipient.LocalPart == "full" ? Full : Gone);
            }

            _recipients.Add(recipient);
            return new(Ok);
        }

        public async ValueTask<MailboxAnswer> SendAsync(ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
        {
            CheckTrace(Encoding.Latin1.GetString(trace.Span));
            var text = new StringBuilder();
            await foreach (var piece in message.ReadAsync(cancellation))
            {
                text.Append(Encoding.Latin1.GetString(piece.Span));
            }

            Invariant.That(text.Length == message.Length, "a message is as long as it says");
            owner.Taken.Add($"{mail.ReturnPath} {string.Join(',', _recipients)}\n{text}");
            return Ok;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
