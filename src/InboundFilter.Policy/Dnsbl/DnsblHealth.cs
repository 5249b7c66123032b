namespace InboundFilter.Policy.Dnsbl;

/// <summary>How a public blocklist is at one time. Immutable.</summary>
/// <param name="List">The list.</param>
/// <param name="State">Whether it can be believed.</param>
/// <param name="Reason">Why it is not asked or not probed; null when healthy. Holds no paid key.</param>
/// <param name="Since">When it came into this state.</param>
/// <param name="Latency">How long the last probe took; null when there was none.</param>
public sealed record DnsblHealth(DnsblDefinition List, DnsblState State, string? Reason, DateTimeOffset Since, TimeSpan? Latency)
{
    public bool IsAsked => State is DnsblState.Healthy or DnsblState.Unprobed;
}
