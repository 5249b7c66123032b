using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Policy.Facts;

/// <summary>What one public blocklist says of a client.</summary>
/// <param name="List">The list asked.</param>
/// <param name="Status">Found only when an answer lies in the list's replies.</param>
/// <param name="Reply">The answer that weighed most; null when not listed.</param>
/// <param name="Weight">What it adds to the score; 0 when not listed.</param>
/// <param name="Detail">TXT of the listing, or why the list is unavailable or its answer no listing; null otherwise. Holds no paid key.</param>
public sealed record DnsblFact(DnsblDefinition List, DnsStatus Status, IPAddress? Reply, double Weight, string? Detail)
{
    public bool IsListed => Status is DnsStatus.Found;

    /// <summary>The list is not believed at present, so it says nothing of the client and leaves no doubt either.</summary>
    public bool IsSuspended { get; private init; }

    /// <summary>
    /// Unavailable because of overload, ours or that of the resolver, and not because the list is away. What the list holds of the
    /// client is then open, and must not be taken for a no.
    /// </summary>
    public bool IsOverload { get; init; }

    /// <summary>The list was asked now; the answer did not lie in the resolver's cache.</summary>
    internal bool IsFresh { get; init; }

    /// <summary>The zone, or the name that hides a paid key in it.</summary>
    public string ShownZone => List.ShownZone;

    /// <summary>What this answer shows of the list itself; null when nothing.</summary>
    internal DnsblComplaint? Complaint { get; init; }

    /// <summary>What a list says that is not believed.</summary>
    public static DnsblFact Suspended(DnsblDefinition list, string reason) => new(list, DnsStatus.Unavailable, null, 0, reason) { IsSuspended = true };
}
