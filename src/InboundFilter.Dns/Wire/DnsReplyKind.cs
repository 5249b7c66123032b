namespace InboundFilter.Dns.Wire;

/// <summary>What one server's reply, or its absence, means for the question.</summary>
internal enum DnsReplyKind
{
    /// <summary>The question is answered: found, no data, or no such name.</summary>
    Answered,

    /// <summary>The name is an alias and the answer ends before the alias's target: ask for that.</summary>
    Alias,

    /// <summary>More hops of CNAME than allowed, which a loop always has.</summary>
    TooManyAliases,

    /// <summary>TC is set: the answer has to be fetched over TCP (RFC 1035 §4.2.1).</summary>
    Truncated,

    /// <summary>FORMERR, NOTIMP or BADVERS: how servers without EDNS refuse a query with it (RFC 6891 §7).</summary>
    EdnsRefused,

    /// <summary>Another response code than NOERROR and NXDOMAIN.</summary>
    Failed,

    /// <summary>NOERROR with nothing in it from a server that neither owns the name nor asks others: it cannot know.</summary>
    Lame,

    Malformed,

    /// <summary>The question came back in other letter case; perhaps forged, perhaps a server that does not keep case.</summary>
    CaseMismatch,

    TimedOut,

    /// <summary>The host refuses, or the way to it; waiting would not help.</summary>
    Unreachable,

    /// <summary>We have no socket left to ask with, or too many questions wait on it.</summary>
    NotAsked,
}
