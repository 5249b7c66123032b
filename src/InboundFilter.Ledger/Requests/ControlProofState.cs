namespace InboundFilter.Ledger.Requests;

/// <summary>How far a proof of control is. The words are stored; they are never renamed.</summary>
public enum ControlProofState
{
    /// <summary>The sender may use it.</summary>
    Offered,

    /// <summary>The postmaster was written to.</summary>
    Mailed,

    /// <summary>We looked, and the record was not there.</summary>
    Missing,

    /// <summary>We looked, and DNS did not answer.</summary>
    Unavailable,

    /// <summary>The domain is the sender's. Final.</summary>
    Proven,
}
