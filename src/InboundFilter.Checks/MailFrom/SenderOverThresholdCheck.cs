using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Objects to senders about whose mail too many recipients complain, or of whose recipients too many do not exist.</summary>
public sealed class SenderOverThresholdCheck(IStandings standings, TimeProvider time) : ICheck<MailFromFacts>
{
    public CheckInfo Info { get; } = new("sender-over-threshold", LedgerCodes.OverThreshold);

    public ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation) =>
        new(standings.Judge(facts, LedgerCodes.OverThreshold, "too many recipients complain about its mail or do not exist", time.GetUtcNow()));
}
