using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Helo;

/// <summary>Vouches for clients whose HELO name is on the administrator's allow list.</summary>
public sealed class AllowedHeloVoucher(TimeProvider time) : ICheck<HeloFacts>
{
    private static readonly Verdict None = Verdict.NotApplicable("no allow entry for the HELO name");

    public CheckInfo Info { get; } = new("allowed-helo") { ListReach = SpecificityRank.Name };

    public ValueTask<Verdict> EvaluateAsync(HeloFacts facts, CancellationToken cancellation) =>
        new(facts.Policy.Lists.Allow.Has(ListEntryKind.Helo)
            ? facts.Policy.Lists.Allow.Covering(new ListSubjects { Helo = facts.Helo.Name }, time.GetUtcNow()).VouchOr(None)
            : None);
}
