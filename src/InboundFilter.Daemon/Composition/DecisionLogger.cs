using InboundFilter.Daemon.Output;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>Writes one log line per decision (DESIGN §13).</summary>
internal sealed partial class DecisionLogger(ILogger<DecisionLogger> log) : IDecisionLog
{
    public void Record(DecisionRecord decision)
    {
        if (!log.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var observed = Observed(decision);
        var sender = decision.Facts.Sender;
        var isp = sender.KnownIsp;
        Decision(
            log,
            Words.Of(decision.Disposition),
            decision.Reference,
            decision.Facts.SessionId,
            decision.Facts.ClientAddress.ToString(),
            new LogValue(sender.KnownReverseName?.Name?.Value),
            isp.AsNumber is { } number ? $"AS{number}" : LogText.None,
            sender.Country ?? LogText.None,
            new LogValue(decision.Helo),
            $"<{LogText.Of(decision.MailFrom, whenNone: string.Empty)}>",
            decision.Recipients.Count == 0 ? LogText.None : $"<{string.Join(">,<", decision.Recipients.Select(r => LogText.Of(r)))}>",
            decision.Code ?? LogText.None,
            decision.Reply.Enhanced is { } enhanced ? $"{decision.Reply.Code}/{enhanced}" : $"{decision.Reply.Code}",
            Words.Of(decision.DecidedAt),
            new LogValue(decision.Evidence.Length > 0 ? decision.Evidence : string.Join("; ", observed.Select(r => $"{r.Verdict.Code!.Id} {r.Check.Name}: {r.Verdict.Evidence}"))),
            observed.Count == 0 ? LogText.None : string.Join(',', observed.Select(r => r.Verdict.Code!.Id).Distinct()),
            decision.Elapsed.TotalMilliseconds);
    }

    /// <summary>Objections that would have counted, were they enforced, in the order of the policy: what an administrator who only observes wants to know.</summary>
    private static List<CheckResult> Observed(DecisionRecord decision) =>
    [
        .. decision.Results
            .Where(r => r.Verdict is { Finding: Finding.Objection, Code: { } code }
                && decision.Rules.EnforcementOf(code) is Enforcement.Observe
                && !Policy.Verdicts.Decision.IsExcused(decision.Results, r.Verdict))
            .OrderBy(r => decision.Rules.For(r.Verdict.Code!).Place),
    ];

    [LoggerMessage(6100, LogLevel.Information, "decision={Decision} ref={Ref} session={Session} client={Client} reverse-name={ReverseName} as={Asn} country={Country} helo={Helo} mail-from={MailFrom} rcpt={Rcpt} code={Code} status={Status} stage={Stage} evidence={Evidence} observed={Observed} ms={Ms:0.0}")]
    private static partial void Decision(
        ILogger logger, string decision, string Ref, string session, string client, LogValue reverseName, string asn, string country, LogValue helo,
        string mailFrom, string rcpt, string code, string status, string stage, LogValue evidence, string observed, double ms);
}
