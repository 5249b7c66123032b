namespace InboundFilter.Dns.Wire;

/// <summary>One reply, interpreted.</summary>
/// <param name="Kind">Says which of the other values are set.</param>
/// <param name="Answer">Set when answered.</param>
/// <param name="Ttl">Seconds, when answered or an alias: the least over the records used, or the negative TTL of RFC 2308 §5; 0 when there is none.</param>
/// <param name="Target">Set for an alias: the name to ask for.</param>
/// <param name="Hops">CNAME records followed.</param>
/// <param name="ResponseCode">With the bits of the OPT record.</param>
internal readonly record struct DnsReply<T>(
    DnsReplyKind Kind, DnsAnswer<T>? Answer = null, uint Ttl = 0, DomainName Target = default, int Hops = 0, DnsResponseCode ResponseCode = default);
