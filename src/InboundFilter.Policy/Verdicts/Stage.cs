namespace InboundFilter.Policy.Verdicts;

/// <summary>The points of a session at which checks run.</summary>
public enum Stage
{
    /// <summary>The client's address is known.</summary>
    Connect,

    /// <summary>It has said HELO or EHLO.</summary>
    Helo,

    /// <summary>It has named the return path.</summary>
    MailFrom,

    /// <summary>It has named a recipient.</summary>
    RcptTo,

    /// <summary>The whole message is here, and the final dot is not yet answered.</summary>
    Data,
}
