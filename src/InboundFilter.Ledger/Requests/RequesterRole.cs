namespace InboundFilter.Ledger.Requests;

/// <summary>As what somebody asks. The words are stored; they are never renamed.</summary>
public enum RequesterRole
{
    /// <summary>Runs the server that was refused.</summary>
    Operator,

    /// <summary>Is the internet provider of that server.</summary>
    Provider,

    /// <summary>Sends mail through it.</summary>
    Sender,
}
