using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Ledger.Reports;

/// <summary>Against whom a complaint is counted: the client's address and network, its ISP, the sender domain.</summary>
internal static class ReportedSubjects
{
    private const int NetworkBitsOfV4 = 24;
    private const int NetworkBitsOfV6 = 64;

    public static IEnumerable<Subject> Of(StoredDecision decision)
    {
        var address = Subject.Plain(decision.Address);
        yield return Subject.OfAddress(address);
        yield return Subject.OfNetwork(Round(address));
        if (decision.AsNumber is { } number)
        {
            yield return Subject.OfIsp(number);
        }

        // A reverse name that does not lead back may be somebody else's.
        if (decision.Confirmation is Fcrdns.Pass && DomainName.TryParse(decision.IspDomain, out var isp))
        {
            yield return Subject.OfIsp(isp);
        }

        if (DomainName.TryParse(decision.SenderDomain, out var domain))
        {
            yield return Subject.OfDomain(domain);
        }
    }

    private static IPNetwork Round(IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        int bits = address.AddressFamily is AddressFamily.InterNetwork ? NetworkBitsOfV4 : NetworkBitsOfV6;
        octets.AsSpan(bits / 8).Clear();
        return new IPNetwork(new IPAddress(octets), bits);
    }
}
