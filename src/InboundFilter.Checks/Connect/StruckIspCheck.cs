using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers of an ISP that is blocked because unsolicited mail came from several of its addresses.</summary>
/// <remarks>An unconfirmed reverse name counts too: nobody takes a blocked name by mistake.</remarks>
public sealed class StruckIspCheck(IStandings standings, TimeProvider time) : ICheck<ConnectFacts>
{
    private static readonly Verdict NotOwn = Verdict.NotApplicable("the address is not the client's own");

    public CheckInfo Info { get; } = new("struck-isp", LedgerCodes.StruckIsp);

    public ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation) =>
        !facts.Sender.AddressIsUsable ? new(NotOwn)
        : standings.Blocks.IsEmpty ? new(Verdict.Clear)
        : JudgeAsync(facts);

    private async ValueTask<Verdict> JudgeAsync(ConnectFacts facts)
    {
        var isp = await facts.Sender.GetIspAsync();
        return standings.Blocks.TryFindIsp(isp.AsNumber, isp.Domain, LedgerCodes.StruckIsp.Id, time.GetUtcNow(), out var block)
            ? block.ObjectsAs(LedgerCodes.StruckIsp, "The network of your internet provider is blocked because unsolicited mail came from several of its addresses")
            : Verdict.Clear;
    }
}
