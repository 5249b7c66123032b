namespace InboundFilter.Policy.Facts;

/// <summary>Whether the reverse name leads back to the address (forward-confirmed reverse DNS; iprev of RFC 8601 §3).</summary>
public enum Fcrdns
{
    /// <summary>There is no reverse name.</summary>
    None,

    /// <summary>A reverse name has the address among its own.</summary>
    Pass,

    /// <summary>None of the reverse names has the address.</summary>
    Fail,

    /// <summary>The reverse name or its addresses could not be found out.</summary>
    Unavailable,
}
