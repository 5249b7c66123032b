using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>A block or allow list, made for lookups while a client waits. Immutable, thread-safe.</summary>
/// <remarks>
/// <c>Find</c> gives the most specific entry that counts at <c>now</c> (of equals the one listed first) and does not allocate for
/// addresses and domains; <see cref="Covering"/> gives all that count, as an administrator wants to see them.
/// </remarks>
public sealed class AccessList
{
    private readonly ListEntry[] _entries;
    private readonly ListIndexes _indexes;

    private readonly int _kinds;

    internal AccessList(ListEntry[] entries, ListIndexes indexes)
    {
        (_entries, _indexes) = (entries, indexes);
        _kinds = entries.Aggregate(0, (kinds, entry) => kinds | (1 << (int)entry.Kind));
    }

    public static AccessList Empty { get; } = new AccessListBuilder().Build();

    /// <summary>Number of entries, each plain file counting once for its networks and once for its domains.</summary>
    public int Count => _entries.Length;

    /// <summary>Whether there is any entry of the kind, so that lookups for nothing can be saved.</summary>
    public bool Has(ListEntryKind kind) => (_kinds & (1 << (int)kind)) != 0;

    /// <summary>The narrowest network with the address in it. An IPv4-mapped IPv6 address is taken as IPv4.</summary>
    public ListEntry? FindAddress(IPAddress address, DateTimeOffset now) => First(_indexes.Networks.Covering(address), now);

    /// <summary>An entry for the exact name, or else for it or the nearest domain above it.</summary>
    public ListEntry? FindDomain(DomainName domain, DateTimeOffset now) =>
        First(_indexes.ExactDomains.At(domain.Value), now) ?? First(_indexes.Domains.AtOrAbove(domain.Value), now);

    /// <param name="address">The whole address without angle brackets; compared without case.</param>
    /// <param name="now">Entries that have expired by then do not count.</param>
    public ListEntry? FindSender(string address, DateTimeOffset now) => First(_indexes.Senders.Of(SenderAddress.Normalise(address)), now);

    public ListEntry? FindHelo(string helo, DateTimeOffset now) =>
        First(_indexes.Helos.Of(helo), now) ?? First(_indexes.HeloPatterns.Matching(helo), now);

    public ListEntry? FindReverseName(DomainName name, DateTimeOffset now) =>
        First(_indexes.ReverseNames.AtOrAbove(name.Value), now) ?? First(_indexes.ReverseNamePatterns.Matching(name.Value), now);

    /// <param name="isoCode">ISO 3166-1 alpha-2, in either case.</param>
    /// <param name="now">Entries that have expired by then do not count.</param>
    public ListEntry? FindCountry(string isoCode, DateTimeOffset now) => First(_indexes.Countries.Of(isoCode), now);

    /// <summary>An entry about who runs the client's network: by AS number, then organisational domain, then AS name, then network.</summary>
    /// <param name="asNumber">Null when there is no AS data.</param>
    /// <param name="asName">Null when there is no AS data.</param>
    /// <param name="organisationalDomain">Of the client's reverse name, by the Public Suffix List; null without a reverse name.</param>
    /// <param name="now">Entries that have expired by then do not count.</param>
    /// <param name="address">The client's address, for entries that name an ISP's network.</param>
    public ListEntry? FindIsp(
        uint? asNumber, string? asName, DomainName? organisationalDomain, DateTimeOffset now, IPAddress? address = null) =>
        (asNumber is { } number ? First(_indexes.IspNumbers.Of(number), now) : null)
        ?? (organisationalDomain is { } domain ? First(_indexes.IspDomains.AtOrAbove(domain.Value), now) : null)
        ?? (asName is not null ? First(_indexes.IspNames.Matching(asName), now) : null)
        ?? (address is not null ? First(_indexes.IspNetworks.Covering(address), now) : null);

    /// <summary>Every entry that counts at <paramref name="now"/> and covers one of the subjects, in the order of
    /// <see cref="ListEntryKind"/>, the most specific first; lines of plain files with their own subject and line.</summary>
    public IReadOnlyList<ListEntry> Covering(ListSubjects subjects, DateTimeOffset now)
    {
        List<ListEntry>? found = null;
        if (subjects.Address is { } address)
        {
            Collect(_indexes.Networks.Covering(address), now, ref found);
            Collect(_indexes.IspNetworks.Covering(address), now, ref found);
        }

        if (subjects.AsNumber is { } number)
        {
            Collect(_indexes.IspNumbers.Of(number), now, ref found);
        }

        if (subjects.OrganisationalDomain is { } organisation)
        {
            Collect(_indexes.IspDomains.AtOrAbove(organisation.Value), now, ref found);
        }

        if (subjects.AsName is { } asName)
        {
            Collect(_indexes.IspNames.Matching(asName), now, ref found);
        }

        if (subjects.Country is { } country)
        {
            Collect(_indexes.Countries.Of(country), now, ref found);
        }

        if (subjects.SenderDomain is { } domain)
        {
            Collect(_indexes.ExactDomains.At(domain.Value), now, ref found, prefix: "=");
            Collect(_indexes.Domains.AtOrAbove(domain.Value), now, ref found);
        }

        if (subjects.Sender is { } sender)
        {
            Collect(_indexes.Senders.Of(SenderAddress.Normalise(sender)), now, ref found);
        }

        if (subjects.Helo is { } helo)
        {
            Collect(_indexes.Helos.Of(helo), now, ref found);
            Collect(_indexes.HeloPatterns.Matching(helo), now, ref found);
        }

        if (subjects.ReverseName is { } reverseName)
        {
            Collect(_indexes.ReverseNames.AtOrAbove(reverseName.Value), now, ref found);
            Collect(_indexes.ReverseNamePatterns.Matching(reverseName.Value), now, ref found);
        }

        return found ?? (IReadOnlyList<ListEntry>)[];
    }

    private ListEntry? First<TCursor>(TCursor cursor, DateTimeOffset now)
        where TCursor : struct, IListCursor, allows ref struct
    {
        while (cursor.MoveNext())
        {
            var entry = _entries[cursor.Current.Entry];
            if (entry.CountsAt(now))
            {
                return entry;
            }
        }

        return null;
    }

    private void Collect<TCursor>(TCursor cursor, DateTimeOffset now, ref List<ListEntry>? found, string prefix = "")
        where TCursor : struct, IListCursor, allows ref struct
    {
        while (cursor.MoveNext())
        {
            var (number, line) = cursor.Current;
            var entry = _entries[number];
            if (entry.CountsAt(now))
            {
                (found ??= []).Add(line > 0 ? entry with { Subject = prefix + cursor.SubjectText(), SourceLine = line } : entry);
            }
        }
    }
}
