using System.Collections.Frozen;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>Large providers that send for many (<c>shared-senders</c> in lists/). Immutable, thread-safe.</summary>
public sealed class SharedSenders
{
    private readonly FrozenDictionary<DomainName, SharedSender[]> _byReverseName;
    private readonly FrozenDictionary<DomainName, SharedSender[]> _byMailDomain;

    public SharedSenders(IEnumerable<SharedSender> entries)
    {
        Entries = [.. entries];
        _byReverseName = Entries.GroupBy(e => e.ReverseName).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _byMailDomain = Entries.SelectMany(e => e.MailDomains.Append(e.ReverseName).Distinct().Select(d => (Domain: d, Entry: e)))
            .GroupBy(p => p.Domain).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.Entry).ToArray());
    }

    public static SharedSenders Empty { get; } = new([]);

    public IReadOnlyList<SharedSender> Entries { get; }

    /// <summary>The provider whose server this is; null for any other server.</summary>
    /// <param name="reverseName">Confirmed: anybody may write any name into the reverse zone of his own addresses.</param>
    /// <param name="spfDomain">The domain for which SPF passed; null when it did not or nobody knows.</param>
    /// <param name="now">Entries that have expired by then do not count.</param>
    public SharedSender? FindServer(DomainName reverseName, DomainName? spfDomain, DateTimeOffset now) =>
        Find(_byReverseName, reverseName, e => e.CountsAt(now) && (e.SpfDomain is not { } wanted || (spfDomain is { } passed && passed.IsAtOrBelow(wanted))));

    /// <summary>The provider in whose domain everybody may have an address; null when the domain is one sender's own.</summary>
    public SharedSender? FindMailDomain(DomainName domain, DateTimeOffset now) => Find(_byMailDomain, domain, e => e.CountsAt(now));

    private static SharedSender? Find(FrozenDictionary<DomainName, SharedSender[]> entries, DomainName domain, Predicate<SharedSender> counts)
    {
        for (var name = domain; !name.IsRoot; name = name.Parent)
        {
            if (entries.TryGetValue(name, out var found) && Array.Find(found, counts) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }
}
