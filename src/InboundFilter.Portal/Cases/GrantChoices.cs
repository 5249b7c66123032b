using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Desks;
using InboundFilter.Policy.Facts;
using InboundFilter.Portal.Reading;

namespace InboundFilter.Portal.Cases;

/// <summary>Says whom a request may be granted for.</summary>
public static class GrantChoices
{
    private const int NeighbourhoodV4 = 24;
    private const int NeighbourhoodV6 = 64;

    /// <summary>What is blocked first, then what the request is about, then the server, its network, its ISP, the sender's domain and address; each once.</summary>
    public static IReadOnlyList<Subject> Of(CaseFile file) =>
    [
        .. (file.Refusal?.Blocks.Select(b => b.Block.Subject) ?? [])
            .Concat(file.Request.About is { } about ? [about] : [])
            .Concat(file.Refusal is { } refusal ? Of(refusal.Decision) : [])
            .Distinct(),
    ];

    private static IEnumerable<Subject> Of(StoredDecision decision)
    {
        var server = Subject.OfAddress(decision.Address);
        yield return server;
        var address = IPAddress.Parse(server.Key);
        yield return Subject.OfNetwork(NetworkReader.Around(address, address.AddressFamily is AddressFamily.InterNetwork ? NeighbourhoodV4 : NeighbourhoodV6));
        if (decision.Confirmation is Fcrdns.Pass && DomainName.TryParse(decision.IspDomain ?? string.Empty, out var isp))
        {
            yield return Subject.OfIsp(isp);
        }

        if (decision.AsNumber is { } number)
        {
            yield return Subject.OfIsp(number);
        }

        if (DomainName.TryParse(decision.SenderDomain ?? string.Empty, out var domain))
        {
            yield return Subject.OfDomain(domain);
            if (decision.MailFrom is { Length: > 0 } sender)
            {
                yield return Subject.OfSender(sender);
            }
        }
    }
}
