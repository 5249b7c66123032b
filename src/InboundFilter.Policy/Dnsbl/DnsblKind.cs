namespace InboundFilter.Policy.Dnsbl;

/// <summary>What a public blocklist lists.</summary>
public enum DnsblKind
{
    /// <summary>Addresses (RFC 5782 §2.1).</summary>
    Ip,

    /// <summary>Domain names (RFC 5782 §2.3).</summary>
    Domain,
}
