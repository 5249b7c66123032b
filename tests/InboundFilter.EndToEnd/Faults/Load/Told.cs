namespace InboundFilter.EndToEnd.Faults.Load;

/// <summary>What a client was told of its message.</summary>
internal enum Told
{
    /// <summary>250 to the final dot.</summary>
    Taken,

    /// <summary>5xx: the client gives up.</summary>
    Refused,

    /// <summary>4xx: the client comes again.</summary>
    Deferred,

    /// <summary>Nothing, since the connection could not be had or was lost before the final dot.</summary>
    Lost,

    /// <summary>Nothing, since the connection was lost after the final dot: somebody may hold the message.</summary>
    InDoubt,
}
