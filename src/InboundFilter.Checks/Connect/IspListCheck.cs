using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers in the network of an ISP that the administrator has blocked, by AS number, AS name or the domain of its reverse names.</summary>
public sealed class IspListCheck(TimeProvider time) : ICheck<ConnectFacts>
{
    public static readonly TroubleshootingCode IspBlocked = new(
        "B.1", ReplyStatus.Refuse(550, 7, 1), null, "The network of your internet provider is on our block list.");

    public CheckInfo Info { get; } = new("isp-list", IspBlocked) { ListReach = SpecificityRank.Isp };

    public async ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation)
    {
        var block = facts.Policy.Lists.Block;
        if (!facts.Sender.AddressIsUsable)
        {
            return Verdict.NotApplicable("the address is not the client's own");
        }

        if (!block.Has(ListEntryKind.Isp))
        {
            return Verdict.NotApplicable("no ISP is blocked");
        }

        var isp = await facts.Sender.GetIspAsync();
        var subjects = new ListSubjects { AsNumber = isp.AsNumber, AsName = isp.AsName, OrganisationalDomain = isp.Domain, Address = facts.ClientAddress };
        return block.Covering(subjects, time.GetUtcNow()).Where(e => e.Kind is ListEntryKind.Isp).MostSpecific()?.ObjectsAs(IspBlocked) ?? Verdict.Clear;
    }
}
