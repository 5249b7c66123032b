using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Vouches for servers whose address, network or ISP was granted passage, against the ledger's blocks of servers (A.2, B.2).</summary>
/// <remarks>A grant answers blocks that cover more than itself, and others that are older than it. Of two grants the narrower one counts.</remarks>
public sealed class GrantedServerVoucher(IStandings standings, TimeProvider time) : ICheck<ConnectFacts>
{
    private static readonly Verdict None = Verdict.NotApplicable("no grant for the address or its ISP");

    public CheckInfo Info { get; } = new("granted-server");

    public ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation) =>
        !facts.Sender.AddressIsUsable || standings.Grants.IsEmpty || standings.Blocks.IsEmpty ? new(None) : JudgeAsync(facts);

    private async ValueTask<Verdict> JudgeAsync(ConnectFacts facts)
    {
        var isp = await facts.Sender.GetIspAsync();
        var domain = isp.DomainIsConfirmed ? isp.Domain : null;
        var now = time.GetUtcNow();
        if (!standings.Grants.TryFindAddress(facts.ClientAddress, null, now, out var grant)
            && !standings.Grants.TryFindIsp(isp.AsNumber, domain, null, now, out grant))
        {
            return None;
        }

        var blocks = standings.Blocks;
        List<string> answered = [];
        if (blocks.TryFindAddress(facts.ClientAddress, LedgerCodes.StruckAddress.Id, now, out var server) && grant.Answers(server))
        {
            answered.Add(server.Code);
        }

        if (blocks.TryFindIsp(isp.AsNumber, isp.Domain, LedgerCodes.StruckIsp.Id, now, out var network) && grant.Answers(network))
        {
            answered.Add(network.Code);
        }

        return answered.Count == 0 ? Verdict.NotApplicable($"the grant {grant.Id} answers no block") : Verdict.Vouched(Excuse.Of(answered), grant.Words());
    }
}
