namespace InboundFilter.Dns.Wire;

/// <summary>The record types that the resolver asks for or understands (RFC 1035 §3.2.2, RFC 3596 §2.1, RFC 6891 §6.1.1).</summary>
internal enum DnsRecordType
{
    A = 1,
    Cname = 5,
    Soa = 6,
    Ptr = 12,
    Mx = 15,
    Txt = 16,
    Aaaa = 28,
    Opt = 41,
}
