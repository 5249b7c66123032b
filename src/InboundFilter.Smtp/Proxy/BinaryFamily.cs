namespace InboundFilter.Smtp.Proxy;

/// <summary>The kind of the addresses: the high half of the 14th octet of version 2 (§2.2).</summary>
internal enum BinaryFamily
{
    Unspecified = 0,
    IPv4 = 1,
    IPv6 = 2,
    Unix = 3,
}
