namespace InboundFilter.Smtp.Proxy;

/// <summary>How the client speaks to the proxy: the low half of the 14th octet of version 2 (§2.2).</summary>
internal enum BinaryTransport
{
    Unspecified = 0,
    Stream = 1,
    Datagram = 2,
}
