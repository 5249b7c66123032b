namespace InboundFilter.Smtp.Relay;

/// <summary>Where mail of a domain goes: a mailbox server by SMTP, or a maildir. Thread-safe.</summary>
public interface IMailbox
{
    /// <summary>Name of the mailbox in the configuration, for the log.</summary>
    string Name { get; }

    /// <summary>Starts the transaction for one envelope. Nothing is sent before the first recipient is offered.</summary>
    IMailboxTransaction Begin(MailCommand mail);
}
