using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>How specific an entry of a list is. Of block and allow entries that cover a session the more specific wins; allow wins a tie.</summary>
/// <remarks>
/// Compared by rank, then form, then length, each the greater the more specific:
/// <code>
/// entry                                rank      form              length
/// ip: one address; sender              individual
/// ip: a network                        network                     prefix length, bits
/// domain: "=name"; helo without *      name      exact             characters
/// domain, reverse-name; any with *     name      subtree, pattern  characters but *
/// isp: network / ASnnn / name / name:  isp       in this order     prefix length / - / characters / characters but *
/// country                              country
/// </code>
/// Names that cover the same name end alike, so more characters are more labels, and <c>*.pool.example.net</c> is narrower than
/// <c>example.net</c>. An IPv4 network that is written as mapped into IPv6 counts as IPv4.
/// </remarks>
public readonly record struct Specificity : IComparable<Specificity>
{
    private const int MappedPrefixLength = 96;
    private const int Wide = 0, Exact = 1;
    private const int IspPattern = 0, IspDomain = 1, IspNumber = 2, IspNetwork = 3;

    private Specificity(SpecificityRank rank, int form = Wide, int length = 0) => (Rank, Form, Length) = (rank, form, length);

    public SpecificityRank Rank { get; }

    private int Form { get; }

    private int Length { get; }

    /// <summary>More specific than any entry.</summary>
    public static Specificity OfConfiguration { get; } = new(SpecificityRank.Configuration);

    /// <summary>As specific as an entry of the rank can be.</summary>
    public static Specificity HighestOf(SpecificityRank rank) =>
        rank is SpecificityRank.Individual or SpecificityRank.Country or SpecificityRank.Configuration ? new(rank) : new(rank, int.MaxValue, int.MaxValue);

    /// <summary>From the subject of the entry; one that cannot be read counts as the widest of its kind.</summary>
    public static Specificity Of(ListEntry entry)
    {
        string subject = entry.Subject.Trim();
        return entry.Kind switch
        {
            ListEntryKind.Sender => new(SpecificityRank.Individual),
            ListEntryKind.Ip => OfNetwork(subject),
            ListEntryKind.Domain when subject.StartsWith('=') => new(SpecificityRank.Name, Exact, NameLength(subject[1..])),
            ListEntryKind.Helo when !subject.Contains('*', StringComparison.Ordinal) => new(SpecificityRank.Name, Exact, subject.Length),
            ListEntryKind.Domain or ListEntryKind.ReverseName or ListEntryKind.Helo => new(SpecificityRank.Name, Wide, NameLength(subject)),
            ListEntryKind.Isp => OfIsp(subject),
            _ => new(SpecificityRank.Country),
        };
    }

    public int CompareTo(Specificity other)
    {
        int order = Rank.CompareTo(other.Rank);
        order = order != 0 ? order : Form.CompareTo(other.Form);
        return order != 0 ? order : Length.CompareTo(other.Length);
    }

    public static bool operator <(Specificity left, Specificity right) => left.CompareTo(right) < 0;

    public static bool operator >(Specificity left, Specificity right) => left.CompareTo(right) > 0;

    public static bool operator <=(Specificity left, Specificity right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Specificity left, Specificity right) => left.CompareTo(right) >= 0;

    private static Specificity OfNetwork(string subject) => PrefixLength(subject) is { } bits && bits.Length == bits.Most
        ? new(SpecificityRank.Individual)
        : new(SpecificityRank.Network, length: PrefixLength(subject)?.Length ?? 0);

    private static Specificity OfIsp(string subject)
    {
        const string NamePrefix = "name:";
        return PrefixLength(subject) is { } bits ? new(SpecificityRank.Isp, IspNetwork, bits.Length)
            : subject.StartsWith(NamePrefix, StringComparison.OrdinalIgnoreCase) ? new(SpecificityRank.Isp, IspPattern, NameLength(subject[NamePrefix.Length..]))
            : subject.StartsWith("AS", StringComparison.OrdinalIgnoreCase) && uint.TryParse(subject.AsSpan(2), out _) ? new(SpecificityRank.Isp, IspNumber)
            : new(SpecificityRank.Isp, IspDomain, NameLength(subject));
    }

    private static (int Length, int Most)? PrefixLength(string subject)
    {
        if (!IPNetwork.TryParse(subject, out var network))
        {
            return IPAddress.TryParse(subject, out var address) && subject.AsSpan().ContainsAny('.', ':') ? (MostBits(address), MostBits(address)) : null;
        }

        bool isMapped = network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= MappedPrefixLength;
        return isMapped ? (network.PrefixLength - MappedPrefixLength, 32) : (network.PrefixLength, MostBits(network.BaseAddress));
    }

    private static int MostBits(IPAddress address) => address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;

    private static int NameLength(string name) =>
        DomainName.TryParse(name, out var domain) ? domain.Value.Length : name.Length - name.AsSpan().Count('*');
}
