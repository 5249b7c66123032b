namespace InboundFilter.Policy.Dnsbl;

/// <summary>Whether a public blocklist can be believed.</summary>
public enum DnsblState
{
    /// <summary>Not probed: not yet, or because it is configured so. Asked; what its answers show counts.</summary>
    Unprobed,

    /// <summary>The last probe was answered as it should be.</summary>
    Healthy,

    /// <summary>Dead, empty, or listing everything. Not asked.</summary>
    Suspended,

    /// <summary>It says that it does not answer us (127.255.255.x). Not asked.</summary>
    Blocked,
}
