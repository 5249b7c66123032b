namespace InboundFilter.Ledger.Requests;

/// <summary>Where a request stands. The words are stored; they are never renamed.</summary>
public enum RequestState
{
    /// <summary>Waits for an administrator.</summary>
    Open,

    /// <summary>Waits for the sender's answer.</summary>
    Waiting,

    /// <summary>The sender was let in.</summary>
    Granted,

    /// <summary>The sender was not let in.</summary>
    Refused,

    /// <summary>Ended without a decision.</summary>
    Closed,
}
