using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Requests;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Ledger.Desks;

/// <summary>Says whom a refusal is about, so that requests about the same can be joined.</summary>
internal static class RequestSubject
{
    /// <summary>Octets of an IPv6 address that belong to one site (RFC 6177 §2): the /64.</summary>
    private const int SiteOctets = 8;

    /// <summary>
    /// For sender domains (C) and content (G) the sender domain. For providers (B) the provider, when he asks himself: who runs one server there asks for that server alone.
    /// Else the server.
    /// </summary>
    public static Subject Of(StoredDecision decision, RequesterRole role) => decision.Code?[0] switch
    {
        'C' or 'G' when DomainName.TryParse(decision.SenderDomain ?? string.Empty, out var domain) => Subject.OfDomain(domain),
        'B' when role is RequesterRole.Provider => IspOf(decision) ?? ServerOf(decision.Address),
        _ => ServerOf(decision.Address),
    };

    private static Subject? IspOf(StoredDecision decision) =>
        decision.Confirmation is Fcrdns.Pass && DomainName.TryParse(decision.IspDomain ?? string.Empty, out var domain) ? Subject.OfIsp(domain)
        : decision.AsNumber is { } number ? Subject.OfIsp(number)
        : null;

    private static Subject ServerOf(IPAddress address)
    {
        var plain = Subject.Plain(address);
        if (plain.AddressFamily is AddressFamily.InterNetwork)
        {
            return Subject.OfAddress(plain);
        }

        byte[] octets = plain.GetAddressBytes();
        octets.AsSpan(SiteOctets).Clear();
        return Subject.OfNetwork(new IPNetwork(new IPAddress(octets), 8 * SiteOctets));
    }
}
