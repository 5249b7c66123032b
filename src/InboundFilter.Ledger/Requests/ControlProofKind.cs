namespace InboundFilter.Ledger.Requests;

/// <summary>How a sender shows that a domain is his. The words are stored; they are never renamed.</summary>
public enum ControlProofKind
{
    /// <summary>A TXT record that we name.</summary>
    Dns,

    /// <summary>A link in a mail to the domain's postmaster (RFC 5321 §4.5.1).</summary>
    Postmaster,
}
