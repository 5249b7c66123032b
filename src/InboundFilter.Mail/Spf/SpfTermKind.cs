namespace InboundFilter.Mail.Spf;

/// <summary>The mechanisms (RFC 7208 §5) and the modifier that may decide (§6.1).</summary>
internal enum SpfTermKind
{
    All,
    Include,
    A,
    Mx,
    Ptr,
    Ip4,
    Ip6,
    Exists,
    Redirect,
}
