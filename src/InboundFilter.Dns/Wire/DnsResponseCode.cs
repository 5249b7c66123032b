namespace InboundFilter.Dns.Wire;

/// <summary>Response codes with a meaning to the resolver (RFC 1035 §4.1.1, RFC 6891 §6.1.3). Others are kept as their number.</summary>
internal enum DnsResponseCode
{
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NxDomain = 3,
    NotImp = 4,
    Refused = 5,
    BadVers = 16,
}
