namespace InboundFilter.Ledger.Desks;

/// <summary>What became of a sender's further message.</summary>
public enum ReplyOutcome
{
    /// <summary>It stands in the conversation, and the request waits for us.</summary>
    Sent,

    /// <summary>The request is over.</summary>
    Over,

    /// <summary>So many of his messages wait for an answer that no more are taken now.</summary>
    TooMany,
}
