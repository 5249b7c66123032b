namespace InboundFilter.Smtp.Server;

/// <summary>What came of waiting for octets.</summary>
internal enum ReadOutcome
{
    More,

    /// <summary>The client has closed its end, or the connection is lost.</summary>
    Ended,

    /// <summary>Woken from another thread: the wait was too long, or the server stops.</summary>
    Interrupted,
}
