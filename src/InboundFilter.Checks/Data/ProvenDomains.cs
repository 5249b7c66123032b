using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Checks.Data;

/// <summary>The domains that a message provably comes from: those of valid DKIM signatures, and the one that SPF lets pass.</summary>
/// <remarks>Domains of one organisation, by the Public Suffix List, answer for each other, as in the relaxed alignment of DMARC (RFC 9989 §4.4).</remarks>
internal sealed class ProvenDomains
{
    private readonly PublicSuffixList _suffixes;
    private readonly List<DomainName> _proven;
    private readonly List<DomainName> _undecided;

    private ProvenDomains(PublicSuffixList suffixes, DmarcIdentities identities)
    {
        _suffixes = suffixes;
        _proven = [.. identities.Dkim];
        _undecided = [.. identities.DkimUndecided];
        if (identities.Spf is { } passed)
        {
            _proven.Add(passed);
        }

        if (identities.SpfUndecided is { } undecided)
        {
            _undecided.Add(undecided);
        }
    }

    public static async ValueTask<ProvenDomains> OfAsync(DataFacts facts, PublicSuffixList suffixes) =>
        new(suffixes, DmarcIdentities.Of(await facts.Spf.MailFrom, (await facts.Message.Signatures).Dkim));

    /// <summary>Whether a domain is of an organisation that the message provably comes from.</summary>
    public bool Include(DomainName domain) => _proven.Exists(d => AreOfOneOrganisation(d, domain));

    /// <summary>The same for what could not be found out now.</summary>
    public bool MayInclude(DomainName domain) => _undecided.Exists(d => AreOfOneOrganisation(d, domain));

    public bool AreOfOneOrganisation(DomainName one, DomainName other) =>
        one == other
        || (_suffixes.TryGetOrganisationalDomain(one, out var first) && _suffixes.TryGetOrganisationalDomain(other, out var second) && first == second);

    /// <summary>For evidence: <c>proven: shop.test, relay.test</c>.</summary>
    public override string ToString() => _proven.Count == 0 ? "no domain is proven by SPF or DKIM" : $"proven by SPF or DKIM: {string.Join(", ", _proven.Distinct())}";
}
