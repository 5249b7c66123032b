using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Ledger.Reports;

/// <summary>Against whom a complaint is counted: the same as the message was when it came (<see cref="CountedDecision"/>), so that the ratio is one of like things.</summary>
internal static class ReportedSender
{
    /// <param name="decision">Ours on the message.</param>
    /// <param name="policy">Knows trusted networks and shared senders.</param>
    /// <param name="suffixes">Tells organisational domains.</param>
    public static CountedSender Of(StoredDecision decision, PolicySnapshot policy, PublicSuffixList suffixes)
    {
        var proven = ProvenSender.Of(decision);
        var (clients, shared, time) = (policy.Clients, policy.Lists.SharedSenders, decision.Time);
        var domain = ProvenDomain(decision, proven, suffixes);

        // A reverse name that does not lead back may be somebody else's.
        bool isConfirmed = decision.Confirmation is Fcrdns.Pass;
        return new CountedSender
        {
            Address = clients.IsUsable(decision.Address) && !clients.IsTrusted(decision.Address) ? decision.Address : null,
            AsNumber = decision.AsNumber,
            IspDomain = isConfirmed && DomainName.TryParse(decision.IspDomain, out var isp) ? isp : null,
            Domain = domain,
            ServerIsShared = isConfirmed && DomainName.TryParse(decision.ReverseName, out var name) && shared.FindServer(name, proven.SpfDomain, time) is not null,
            DomainIsShared = domain is { } known && shared.FindMailDomain(known, time) is not null,
        };
    }

    /// <summary>Organisational domain of the return path, when SPF passed for it, or DMARC for an author of the same organisation.</summary>
    private static DomainName? ProvenDomain(StoredDecision decision, ProvenSender proven, PublicSuffixList suffixes)
    {
        if (!DomainName.TryParse(decision.SenderDomain, out var sender))
        {
            return null;
        }

        var organisation = Organisation(sender, suffixes);
        return proven.SpfDomain == sender || (proven.DmarcDomain is { } author && Organisation(author, suffixes) == organisation) ? organisation : null;
    }

    private static DomainName Organisation(DomainName name, PublicSuffixList suffixes) => suffixes.TryGetOrganisationalDomain(name, out var domain) ? domain : name;
}
