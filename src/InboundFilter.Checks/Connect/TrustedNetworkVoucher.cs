using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Vouches for clients in the networks of <c>clients: trusted</c>.</summary>
public sealed class TrustedNetworkVoucher : ICheck<ConnectFacts>
{
    public CheckInfo Info { get; } = new("trusted-network") { ListReach = SpecificityRank.Configuration };

    public ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation) =>
        new(facts.Policy.Clients.IsTrusted(facts.ClientAddress)
            ? Verdict.Vouched(Excuse.All, "the address is in clients: trusted")
            : Verdict.NotApplicable("the address is in no trusted network"));
}
