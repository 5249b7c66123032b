using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Ledger;

/// <summary>Whom a block, grant, counter or piece of evidence is about, in the one form in which it is stored and compared. Immutable.</summary>
public sealed record Subject
{
    private const string AsPrefix = "AS";

    private Subject(SubjectKind kind, string key) => (Kind, Key) = (kind, key);

    public SubjectKind Kind { get; }

    /// <summary><c>192.0.2.1</c>, <c>192.0.2.0/24</c>, <c>AS64500</c> or <c>badisp.example</c>, <c>shop.example</c>, <c>news@shop.example</c>.</summary>
    public string Key { get; }

    /// <summary>An IPv4 address mapped into IPv6 counts as IPv4.</summary>
    public static Subject OfAddress(IPAddress address) => new(SubjectKind.Address, Plain(address).ToString());

    public static Subject OfNetwork(IPNetwork network) => new(SubjectKind.Network, network.ToString());

    public static Subject OfIsp(uint asNumber) => new(SubjectKind.Isp, string.Create(CultureInfo.InvariantCulture, $"{AsPrefix}{asNumber}"));

    /// <param name="domain">Organisational domain of reverse names.</param>
    public static Subject OfIsp(DomainName domain) => new(SubjectKind.Isp, domain.Value);

    public static Subject OfDomain(DomainName domain) => new(SubjectKind.Domain, domain.Value);

    /// <param name="address"><c>local@domain</c>; compared without case, the domain in its ASCII form.</param>
    public static Subject OfSender(string address)
    {
        int at = address.LastIndexOf('@');
        string key = at > 0 && DomainName.TryParse(address.AsSpan(at + 1), out var domain) ? $"{address.AsSpan(0, at + 1)}{domain.Value}" : address;
        return new(SubjectKind.Sender, key.ToLowerInvariant());
    }

    /// <summary>Reads a subject as an administrator writes it or the store keeps it.</summary>
    public static bool TryParse(SubjectKind kind, string text, [NotNullWhen(true)] out Subject? subject)
    {
        subject = kind switch
        {
            SubjectKind.Address when IPAddress.TryParse(text, out var address) => OfAddress(address),
            SubjectKind.Network when IPNetwork.TryParse(text, out var network) => OfNetwork(network),
            SubjectKind.Isp when text.StartsWith(AsPrefix, StringComparison.OrdinalIgnoreCase)
                && uint.TryParse(text.AsSpan(AsPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out uint number) => OfIsp(number),
            SubjectKind.Isp when DomainName.TryParse(text, out var domain) => OfIsp(domain),
            SubjectKind.Domain when DomainName.TryParse(text, out var domain) => OfDomain(domain),
            SubjectKind.Sender when text.IndexOf('@') > 0 => OfSender(text),
            _ => null,
        };
        return subject is not null;
    }

    /// <summary>A sender domain, then those above it; nothing for what is no domain.</summary>
    public static IEnumerable<Subject> OfDomainAndAbove(string domain)
    {
        string rest = domain;
        while (rest.Length > 0 && DomainName.TryParse(rest, out var name))
        {
            yield return OfDomain(name);
            int dot = rest.IndexOf('.', StringComparison.Ordinal);
            rest = dot < 0 ? string.Empty : rest[(dot + 1)..];
        }
    }

    /// <summary>The AS number of an ISP that is known by it.</summary>
    public bool TryGetAsNumber(out uint number)
    {
        number = 0;
        return Kind is SubjectKind.Isp && Key.StartsWith(AsPrefix, StringComparison.Ordinal)
            && uint.TryParse(Key.AsSpan(AsPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    public override string ToString() => $"{StoredWords.Of(Kind)} {Key}";

    internal static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
