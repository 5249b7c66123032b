using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Vouches for clients whose address or network is on the administrator's allow list.</summary>
public sealed class AllowedAddressVoucher(TimeProvider time) : ICheck<ConnectFacts>
{
    public CheckInfo Info { get; } = new("allowed-address");

    public ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation) =>
        new(facts.Policy.Lists.Allow.FindAddress(facts.ClientAddress, time.GetUtcNow()) is { } entry
            ? entry.Vouches()
            : Verdict.NotApplicable("no allow entry for the address"));
}
