namespace InboundFilter.Dns;

/// <summary>Ways to reach a DNS server. It must have both (RFC 7766 §5): a long answer comes over TCP alone.</summary>
[Flags]
public enum DnsTransports
{
    None = 0,

    Udp = 1,

    Tcp = 2,

    Both = Udp | Tcp,
}
