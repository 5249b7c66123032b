using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Policy.Facts;

/// <summary>A public blocklist that is being asked about a client.</summary>
/// <param name="List">The list.</param>
/// <param name="Answer">Does not fail, but is cancelled with the session.</param>
public readonly record struct DnsblInquiry(DnsblDefinition List, Task<DnsblFact> Answer);
