using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Vouches by what the DNS and the IP data say of the address: confirmed reverse name, ISP, country.</summary>
/// <remarks>A reverse name counts only when it leads back to the address: its owner must agree. Nobody is asked where no such entry exists.</remarks>
public sealed class AllowedNetworkOwnerVoucher(TimeProvider time) : ICheck<ConnectFacts>
{
    private static readonly Verdict None = Verdict.NotApplicable("no allow entry for reverse name, ISP or country");

    public CheckInfo Info { get; } = new("allowed-network-owner") { ListReach = SpecificityRank.Name };

    public async ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation)
    {
        var allow = facts.Policy.Lists.Allow;
        bool byName = allow.Has(ListEntryKind.ReverseName), byIsp = allow.Has(ListEntryKind.Isp), byCountry = allow.Has(ListEntryKind.Country);
        if (!facts.Sender.AddressIsUsable || !(byName || byIsp || byCountry))
        {
            return None;
        }

        var reverse = byName || byIsp ? await facts.Sender.ReverseName : ReverseNameFact.None;
        var isp = byIsp ? await facts.Sender.GetIspAsync() : null;
        bool isConfirmed = reverse.Confirmation is Fcrdns.Pass;
        var subjects = new ListSubjects
        {
            ReverseName = isConfirmed ? reverse.Name : null,
            OrganisationalDomain = isConfirmed ? isp?.Domain : null,
            AsNumber = isp?.AsNumber,
            AsName = isp?.AsName,
            Country = facts.Sender.Country,
            Address = byIsp ? facts.ClientAddress : null,
        };
        return allow.Covering(subjects, time.GetUtcNow()).Where(e => e.Kind is not ListEntryKind.Ip).ToList().VouchOr(None);
    }
}
