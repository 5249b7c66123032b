using System.Collections.Frozen;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>Forwarders whose word about a message's authentication is taken (RFC 8617 §9.5), by sealing domain. Immutable, thread-safe.</summary>
/// <remarks>
/// The sealing domain is the <c>d=</c> of an ARC-Seal. Only that very name is trusted, not what lies below it: whoever runs a domain
/// need not answer for what is sealed in the name of a customer's subdomain.
/// </remarks>
public sealed class TrustedSealers
{
    private readonly FrozenDictionary<DomainName, ListEntry[]> _byDomain;

    /// <param name="entries">Of the kind <see cref="ListEntryKind.Domain"/>, each with a domain name as its subject.</param>
    public TrustedSealers(IEnumerable<ListEntry> entries)
    {
        Entries = [.. entries];
        _byDomain = Entries.GroupBy(e => DomainName.Parse(e.Subject.Trim())).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    public static TrustedSealers Empty { get; } = new([]);

    public IReadOnlyList<ListEntry> Entries { get; }

    /// <summary>The entry for a sealing domain; null when it is not trusted at <paramref name="now"/>.</summary>
    public ListEntry? Find(DomainName sealer, DateTimeOffset now) =>
        Array.Find(_byDomain.GetValueOrDefault(sealer) ?? [], e => e.CountsAt(now));
}
