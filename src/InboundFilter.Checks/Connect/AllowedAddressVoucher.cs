using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Vouches for clients whose address or network is on the administrator's allow list.</summary>
public sealed class AllowedAddressVoucher(TimeProvider time) : ICheck<ConnectFacts>
{
    private static readonly Verdict None = Verdict.NotApplicable("no allow entry for the address");

    public CheckInfo Info { get; } = new("allowed-address") { ListReach = SpecificityRank.Individual };

    public ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation) =>
        new(facts.Policy.Lists.Allow.Has(ListEntryKind.Ip)
            ? facts.Policy.Lists.Allow.Covering(new ListSubjects { Address = facts.ClientAddress }, time.GetUtcNow()).Where(e => e.Kind is ListEntryKind.Ip).ToList().VouchOr(None)
            : None);
}
