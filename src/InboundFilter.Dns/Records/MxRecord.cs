namespace InboundFilter.Dns.Records;

/// <summary>A mail exchanger (RFC 1035 §3.3.9).</summary>
/// <param name="Preference">0 to 65535; the lowest is tried first.</param>
/// <param name="Exchange">The exchanger's host name; the root for a null MX.</param>
public sealed record MxRecord(int Preference, DomainName Exchange)
{
    /// <summary>"This domain takes no mail" when it is the only one (RFC 7505 §3).</summary>
    public bool IsNullMx => Exchange.IsRoot;
}
