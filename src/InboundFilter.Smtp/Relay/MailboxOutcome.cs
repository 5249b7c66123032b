namespace InboundFilter.Smtp.Relay;

/// <summary>Whether a mailbox answered, and if not, what may have happened to the message.</summary>
public enum MailboxOutcome
{
    /// <summary>The mailbox server replied; its reply is to be passed on.</summary>
    Answered,

    /// <summary>No host could be reached, or it went away: the message was not taken.</summary>
    Unavailable,

    /// <summary>The server went away between our final dot and its reply: it may hold the message, so a second try may be a duplicate.</summary>
    LostAfterFinalDot,
}
