namespace InboundFilter.Dns;

/// <summary>The outcomes of a question, kept apart because each means something else to a policy.</summary>
public enum DnsStatus
{
    /// <summary>There is at least one record of the type asked for.</summary>
    Found,

    /// <summary>The name exists but has no record of the type (RFC 2308 §2.2).</summary>
    NoData,

    /// <summary>The name does not exist (NXDOMAIN, RFC 2308 §2.1).</summary>
    NoSuchName,

    /// <summary>Nobody could say: SERVFAIL, REFUSED, time-out, malformed or truncated beyond TCP. Never a reason to refuse.</summary>
    Unavailable,
}
