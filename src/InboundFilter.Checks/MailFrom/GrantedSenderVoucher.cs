using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Vouches for return paths whose address or domain was granted passage, against the ledger's blocks of senders (C.2, C.3).</summary>
/// <remarks>A grant answers blocks that cover more than itself, and others that are older than it.</remarks>
public sealed class GrantedSenderVoucher(IStandings standings, TimeProvider time) : ICheck<MailFromFacts>
{
    private static readonly Verdict None = Verdict.NotApplicable("no grant for the sender");

    public CheckInfo Info { get; } = new("granted-sender");

    public ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation) => new(Judge(facts));

    private Verdict Judge(MailFromFacts facts)
    {
        var now = time.GetUtcNow();
        if (standings.Blocks.IsEmpty || !standings.Grants.TryFindReturnPath(facts, null, now, out var grant))
        {
            return None;
        }

        List<string> answered = [];
        TroubleshootingCode[] codes = [LedgerCodes.StruckDomain, LedgerCodes.OverThreshold];
        foreach (var code in codes)
        {
            if (standings.Blocks.TryFindReturnPath(facts, code.Id, now, out var block) && grant.Answers(block))
            {
                answered.Add(code.Id);
            }
        }

        return answered.Count == 0 ? Verdict.NotApplicable($"the grant {grant.Id} answers no block") : Verdict.Vouched(Excuse.Of(answered), grant.Words());
    }
}
