namespace InboundFilter.Checks;

/// <summary>What DNS says about sending mail to a domain.</summary>
internal enum MailReachKind
{
    TakesMail,

    /// <summary>It says itself that it takes none (RFC 7505).</summary>
    NullMx,

    NoSuchName,

    /// <summary>It exists, and has neither mail exchanger nor address.</summary>
    NoRecords,

    /// <summary>DNS did not answer.</summary>
    Unknown,
}
