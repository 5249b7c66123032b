using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Helo;

/// <summary>Vouches for clients whose HELO name is on the administrator's allow list.</summary>
public sealed class AllowedHeloVoucher(TimeProvider time) : ICheck<HeloFacts>
{
    public CheckInfo Info { get; } = new("allowed-helo");

    public ValueTask<Verdict> EvaluateAsync(HeloFacts facts, CancellationToken cancellation) =>
        new(facts.Policy.Lists.Allow.FindHelo(facts.Helo.Name, time.GetUtcNow()) is { } entry
            ? entry.Vouches()
            : Verdict.NotApplicable("no allow entry for the HELO name"));
}
