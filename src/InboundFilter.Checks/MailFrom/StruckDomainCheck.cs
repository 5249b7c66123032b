using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Objects to return paths whose domain, or whole address, is blocked because unsolicited mail was proven to be theirs.</summary>
public sealed class StruckDomainCheck(IStandings standings, TimeProvider time) : ICheck<MailFromFacts>
{
    public CheckInfo Info { get; } = new("struck-domain", LedgerCodes.StruckDomain);

    public ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation) =>
        new(standings.Judge(facts, LedgerCodes.StruckDomain, "unsolicited mail came from it", time.GetUtcNow()));
}
