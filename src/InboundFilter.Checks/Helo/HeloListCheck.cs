using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Helo;

/// <summary>Objects to HELO names that the administrator has blocked.</summary>
public sealed class HeloListCheck(TimeProvider time) : ICheck<HeloFacts>
{
    public CheckInfo Info { get; } = new("helo-list", SharedCodes.HeloRejected) { ListReach = SpecificityRank.Name };

    public ValueTask<Verdict> EvaluateAsync(HeloFacts facts, CancellationToken cancellation) =>
        new(facts.Policy.Lists.Block.Covering(new ListSubjects { Helo = facts.Helo.Name }, time.GetUtcNow()).MostSpecific()?.ObjectsAs(
            SharedCodes.HeloRejected, $"We do not take mail from servers that call themselves \"{facts.Helo.Name}\".") ?? Verdict.Clear);
}
