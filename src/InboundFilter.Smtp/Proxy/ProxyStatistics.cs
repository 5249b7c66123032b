namespace InboundFilter.Smtp.Proxy;

/// <summary>What came to listeners that ask for a PROXY header, since the start. Counters never go down; <see cref="Waiting"/> is of now.</summary>
/// <param name="Named">Headers that named the client.</param>
/// <param name="Unnamed">Headers that named none (UNKNOWN, UNSPEC, a UNIX socket), so that the proxy counts as the client.</param>
/// <param name="Local">Headers of connections that a proxy made for itself (LOCAL), as health checks.</param>
/// <param name="FromElsewhere">Connections from an address that may send no PROXY header.</param>
/// <param name="Bad">Connections that began with something else than a whole and right header.</param>
/// <param name="Late">Connections whose header was not there in time.</param>
/// <param name="Gone">Connections that ended before the first octet, as plain TCP health checks do.</param>
/// <param name="TurnedAway">Connections for which there was no room while others waited for their header.</param>
/// <param name="Waiting">Connections whose header is awaited.</param>
public readonly record struct ProxyStatistics(
    long Named, long Unnamed, long Local, long FromElsewhere, long Bad, long Late, long Gone, long TurnedAway, int Waiting);
