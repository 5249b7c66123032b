using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers that are blocked because unsolicited mail came from them.</summary>
public sealed class StruckAddressCheck(IStandings standings, TimeProvider time) : ICheck<ConnectFacts>
{
    private static readonly Verdict NotOwn = Verdict.NotApplicable("the address is not the client's own");

    public CheckInfo Info { get; } = new("struck-address", LedgerCodes.StruckAddress);

    public ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation) => new(
        !facts.Sender.AddressIsUsable ? NotOwn
        : standings.Blocks.TryFindAddress(facts.ClientAddress, LedgerCodes.StruckAddress.Id, time.GetUtcNow(), out var block)
            ? block.ObjectsAs(LedgerCodes.StruckAddress, $"Your server {facts.ClientAddress} is blocked because unsolicited mail came from it")
        : Verdict.Clear);
}
