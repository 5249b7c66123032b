using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Policy.Facts;

/// <summary>What one public blocklist says of a client.</summary>
/// <param name="List">The list asked.</param>
/// <param name="Status">Found only when an answer lies in the list's replies.</param>
/// <param name="Reply">The answer that weighed most; null when not listed.</param>
/// <param name="Weight">What it adds to the score; 0 when not listed.</param>
/// <param name="Detail">TXT of the listing, or why the list is unavailable; null otherwise.</param>
public sealed record DnsblFact(DnsblDefinition List, DnsStatus Status, IPAddress? Reply, double Weight, string? Detail)
{
    public bool IsListed => Status is DnsStatus.Found;

    /// <summary>The zone, or the name that hides a paid key in it.</summary>
    public string ShownZone => List.ShownAs ?? List.Zone.Value;
}
