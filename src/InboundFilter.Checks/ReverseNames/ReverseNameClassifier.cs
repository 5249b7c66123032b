using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>Tells mail servers' own names from those that networks make for access lines, from the name itself.</summary>
/// <remarks>
/// Only the part left of the organisational domain is judged, so that <c>dyni.net</c> or <c>generaldynamics.com</c> cannot be
/// taken for a kind of line. A name that speaks of mail is a server's whatever else it holds, since senders' farms number their
/// machines by address too. Thread-safe.
/// </remarks>
/// <param name="suffixes">Says where the organisational domain begins. Only its ICANN rules count: hosting companies list the very domains under which they name their lines.</param>
public sealed class ReverseNameClassifier(PublicSuffixList suffixes)
{
    private static readonly ReverseNameAssessment NoName = new(ReverseNameClass.None, ["no reverse name"]);
    private static readonly ReverseNameAssessment NotAName = new(ReverseNameClass.None, ["the reverse name is not a domain name"]);
    private static readonly ReverseNameAssessment BareDomain = new(ReverseNameClass.Named, ["the name is an organisation's own domain"]);

    /// <summary>Judges a name as somebody wrote it.</summary>
    /// <param name="address">The client; without it the form of the name alone decides.</param>
    /// <param name="name">Null, empty or no domain name at all: <see cref="ReverseNameClass.None"/>.</param>
    /// <param name="confirmed">Whether the name has the address (forward-confirmed); null when not known.</param>
    public ReverseNameAssessment Classify(IPAddress? address, string? name, bool? confirmed = null) =>
        string.IsNullOrWhiteSpace(name) ? NoName
        : DomainName.TryParse(name, out var parsed) ? Classify(address, parsed, confirmed)
        : NotAName;

    /// <summary>Judges a name out of DNS.</summary>
    /// <param name="address">The client; without it the form of the name alone decides.</param>
    /// <param name="name">The root counts as no name.</param>
    /// <param name="confirmed">Whether the name has the address (forward-confirmed); null when not known. Confirmation clears only the weakest evidence: most access lines are confirmed too.</param>
    public ReverseNameAssessment Classify(IPAddress? address, DomainName name, bool? confirmed = null)
    {
        if (name.IsRoot)
        {
            return NoName;
        }

        var text = name.Value.AsSpan();
        int hostLength = HostLength(name);
        if (hostLength == 0)
        {
            return BareDomain;
        }

        Span<NameToken> buffer = stackalloc NameToken[HostPart.MaxTokens];
        var host = HostPart.Read(text[..hostLength], buffer);
        var match = FindAddress(host, address);
        var organisation = hostLength < text.Length ? FirstLabel(text[(hostLength + 1)..]) : default;
        return new ReverseNameVerdict(host, NameWords.Find(host), match, address, ReverseNameWords.KindOfOrganisation(organisation), confirmed).Decide();
    }

    /// <summary>Length of the text left of the organisational domain; the whole name under a top-level domain that does not exist.</summary>
    private int HostLength(DomainName name)
    {
        if (!suffixes.KnowsTopLevelOf(name) && suffixes.NameCount > 0)
        {
            return name.Value.Length;
        }

        int labels = suffixes.CountSuffixLabels(name, PublicSuffixSections.Icann) + 1;
        int start = name.Value.Length + 1;
        while (labels-- > 0 && start > 0)
        {
            start = start < 2 ? 0 : name.Value.LastIndexOf('.', start - 2) + 1;
        }

        return Math.Max(0, start - 1);
    }

    private static AddressMatch FindAddress(HostPart host, IPAddress? address)
    {
        if (address is null)
        {
            return NumberForms.FindLikely(host);
        }

        Span<byte> octets = stackalloc byte[16];
        bool isIPv4 = address.AddressFamily is AddressFamily.InterNetwork;
        address.TryWriteBytes(octets, out _);
        var match = isIPv4 ? Ipv4Forms.Find(host, octets[..4])
            : address.IsIPv4MappedToIPv6 ? Ipv4Forms.Find(host, octets[12..])
            : Ipv6Forms.Find(host, octets);
        if (match.Share is AddressShare.Full)
        {
            return match;
        }

        var foreign = NumberForms.FindForeignAddress(host);
        return foreign.Share is AddressShare.None ? match : foreign;
    }

    private static ReadOnlySpan<char> FirstLabel(ReadOnlySpan<char> name)
    {
        int dot = name.IndexOf('.');
        return dot < 0 ? name : name[..dot];
    }
}
