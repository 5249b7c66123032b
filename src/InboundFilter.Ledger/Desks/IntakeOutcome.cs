namespace InboundFilter.Ledger.Desks;

/// <summary>What became of a sender's request.</summary>
public enum IntakeOutcome
{
    /// <summary>It waits for an administrator.</summary>
    Taken,

    /// <summary>It was joined to one about the same subject, which waits already.</summary>
    Joined,

    /// <summary>So many came about the same refusal or subject that no more are taken. Nothing was written.</summary>
    Full,
}
