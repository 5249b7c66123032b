using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Explaining;

/// <summary>The entries that cover a session, as the checks and vouchers of the lists see it.</summary>
internal static class SessionLists
{
    /// <param name="decision">The session's decision.</param>
    /// <param name="reverse">Its reverse name; null when it was not asked for.</param>
    public static IReadOnlyList<ListStanding> Of(DecisionRecord decision, ReverseNameFact? reverse)
    {
        var facts = decision.Facts;
        var isp = facts.Sender.KnownIsp;
        bool isUsable = facts.Sender.AddressIsUsable, isConfirmed = reverse?.Confirmation is Fcrdns.Pass;
        bool hasSender = facts is MailFromFacts { ReturnPath.IsNull: false };
        var common = new ListSubjects
        {
            Address = facts.ClientAddress,
            Sender = hasSender ? decision.MailFrom : null,
            SenderDomain = hasSender ? (facts as MailFromFacts)?.SenderDomain : null,
            Helo = decision.Helo,
            AsNumber = isUsable ? isp.AsNumber : null,
            AsName = isUsable ? isp.AsName : null,
            Country = facts.Sender.Country,
        };

        // A name that does not lead back to the address is held against the client, and vouches for nobody.
        var names = isUsable ? reverse?.Names ?? [] : [];
        var block = Covering(facts.Policy.Lists.Block, common with { OrganisationalDomain = isUsable ? isp.Domain : null }, names, decision.Time, isUsable);
        var allow = Covering(
            facts.Policy.Lists.Allow, common with { OrganisationalDomain = isUsable && isConfirmed ? isp.Domain : null }, isConfirmed ? names : [], decision.Time, isUsable);
        return ListPrecedence.Judge(block, allow);
    }

    private static List<ListEntry> Covering(
        AccessList list, ListSubjects subjects, IReadOnlyList<DomainName> names, DateTimeOffset now, bool isUsable) =>
    [
        .. list.Covering(subjects, now).Concat(names.SelectMany(n => list.Covering(new ListSubjects { ReverseName = n }, now)))
            .Where(e => isUsable || e.Kind is not ListEntryKind.Isp).DistinctBy(e => (e.Kind, e.Location)),
    ];
}
