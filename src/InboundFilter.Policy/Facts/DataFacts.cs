using InboundFilter.Smtp;

namespace InboundFilter.Policy.Facts;

/// <summary>What is known once the whole message is here.</summary>
public record DataFacts : MailFromFacts
{
    public DataFacts(MailFromFacts mail, MessageFacts message, IReadOnlyList<MailPath> recipients)
        : base(mail) => (Message, Recipients) = (message, recipients);

    public MessageFacts Message { get; }

    /// <summary>Those that the mailbox server accepted.</summary>
    public IReadOnlyList<MailPath> Recipients { get; }
}
