namespace InboundFilter.Ledger.Requests;

/// <summary>Why we write a mail about a request. The words are stored; they are never renamed.</summary>
public enum RequestMailKind
{
    /// <summary>Our answer, to the contact.</summary>
    Answer,

    /// <summary>The link that proves control of a domain, to its postmaster.</summary>
    Proof,
}
