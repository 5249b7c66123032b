namespace InboundFilter.Ledger.Decisions;

/// <summary>The texts of a decision, as members of an <see cref="EncodedDecision"/>. Their meaning is that of the properties of <see cref="StoredDecision"/> of the same names.</summary>
public enum DecisionText
{
    SessionId,
    ReverseName,
    IspDomain,
    Country,
    Helo,
    MailFrom,
    SenderDomain,

    /// <summary>One a line: each after a line feed, and one more at the end. Empty without recipients.</summary>
    Recipients,
    Code,
    Status,
    Reply,
    Evidence,
    MessageId,
    From,

    /// <summary>As <see cref="VerdictJson"/> has them.</summary>
    Verdicts,
}
