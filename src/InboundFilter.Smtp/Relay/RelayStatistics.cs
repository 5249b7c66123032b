namespace InboundFilter.Smtp.Relay;

/// <summary>What a mailbox server's connections did since the start. Counters never go down; <see cref="Idle"/> and <see cref="InUse"/> are of now.</summary>
/// <param name="Dialled">Connections made and ready for MAIL.</param>
/// <param name="DialsFailed">Attempts on a host that did not get as far.</param>
/// <param name="DialsSpared">Attempts not made because the host's circuit breaker was open.</param>
/// <param name="BreakersOpened">Times that a circuit breaker opened.</param>
/// <param name="Reused">Transactions that found an open connection.</param>
/// <param name="Stale">Open connections that the server had closed when they were to be used again.</param>
/// <param name="Accepted">Messages that the server took with 2xx.</param>
/// <param name="LostAfterFinalDot">Messages whose fate is unknown: no reply after the final dot.</param>
/// <param name="Idle">Connections waiting for mail.</param>
/// <param name="InUse">Connections within a transaction.</param>
/// <param name="BreakersOpen">Hosts that are not dialled at present, because they failed.</param>
public readonly record struct RelayStatistics(
    long Dialled,
    long DialsFailed,
    long DialsSpared,
    long BreakersOpened,
    long Reused,
    long Stale,
    long Accepted,
    long LostAfterFinalDot,
    int Idle,
    int InUse,
    int BreakersOpen);
