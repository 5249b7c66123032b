using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal.Reading;

namespace InboundFilter.Portal.Actions;

/// <summary>Finds what can be blocked, allowed or granted about a decision's sender.</summary>
public static class DecisionSubjects
{
    private const int NetworkBitsOfV4 = 24;
    private const int NetworkBitsOfV6 = 64;

    /// <summary>From the narrowest to the widest, then the sender. Names that are no names are left out.</summary>
    public static IReadOnlyList<DecisionSubject> Of(StoredDecision decision)
    {
        var found = new List<DecisionSubject>();
        var address = decision.Address.IsIPv4MappedToIPv6 ? decision.Address.MapToIPv4() : decision.Address;
        Add("address", "Address", "ip", Subject.OfAddress(address));
        Add("network", "Network", "ip", Subject.OfNetwork(NetworkReader.Around(address, address.AddressFamily is AddressFamily.InterNetwork ? NetworkBitsOfV4 : NetworkBitsOfV6)));
        if (decision.AsNumber is { } number)
        {
            Add("as", "ISP by AS number", "isp", Subject.OfIsp(number));
        }

        if (DomainName.TryParse(decision.IspDomain, out var isp))
        {
            Add("isp", "ISP by reverse name", "isp", Subject.OfIsp(isp));
        }

        if (DomainName.TryParse(decision.SenderDomain, out var domain))
        {
            Add("domain", "Sender domain", "domain", Subject.OfDomain(domain));
        }

        if (decision.MailFrom is { Length: > 0 } sender && Subject.TryParse(SubjectKind.Sender, sender, out var one))
        {
            Add("sender", "Sender", "sender", one);
        }

        return found;

        void Add(string id, string label, string key, Subject subject) => found.Add(new DecisionSubject(id, label, key, subject.Key, subject));
    }

    /// <summary>The one with the id; null when the decision has none such.</summary>
    public static DecisionSubject? Find(StoredDecision decision, string? id) => Of(decision).FirstOrDefault(s => s.Id == id);
}
