using System.Buffers;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;

namespace InboundFilter.Mail.Similarity;

/// <summary>Finds the domains that a text or page links to. Linear in the text.</summary>
/// <param name="suffixes">Tells organisational domains.</param>
internal sealed class LinkDomains(PublicSuffixList suffixes)
{
    /// <summary>Domains that are kept.</summary>
    public const int MaxDomains = 16;

    /// <summary>Links that are looked at.</summary>
    private const int MaxLinks = 256;

    private static readonly SearchValues<char> HostEnds = SearchValues.Create("/?#\\\"'<>()[]{},; \t\r\n&");

    private readonly List<DomainName> _found = [];
    private int _links;

    /// <summary>Organisational domains, each once, in order.</summary>
    public IReadOnlyList<DomainName> Found => _found;

    /// <param name="text">A page with its markup, or plain text.</param>
    public void Append(ReadOnlySpan<char> text)
    {
        while (_links < MaxLinks && _found.Count < MaxDomains && text.IndexOf("//") is var at and >= 0)
        {
            bool isLink = text[..at].EndsWith("http:", StringComparison.OrdinalIgnoreCase) || text[..at].EndsWith("https:", StringComparison.OrdinalIgnoreCase);
            text = text[(at + 2)..];
            if (isLink)
            {
                _links++;
                Add(text);
            }
        }
    }

    /// <param name="link">Without its scheme, and with all that follows.</param>
    private void Add(ReadOnlySpan<char> link)
    {
        // A user's name and a port may stand round the host (RFC 3986 §3.2).
        const int MaxAuthority = 2 * DomainName.MaxLength;
        var authority = link[..Math.Min(link.Length, MaxAuthority)];
        int end = authority.IndexOfAny(HostEnds);
        authority = end < 0 ? authority : authority[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        int port = authority.IndexOf(':');
        var host = (port < 0 ? authority : authority[..port]).TrimEnd('.');

        // A name whose last label ends in a digit is an address (RFC 3696 §2).
        if (!char.IsAsciiDigit(host.IsEmpty ? '0' : host[^1]) && DomainName.TryParse(host, out var name) && suffixes.TryGetOrganisationalDomain(name, out var domain) && !_found.Contains(domain))
        {
            _found.Add(domain);
        }
    }
}
