using InboundFilter.Checks.MailFrom;
using InboundFilter.Dns;
using InboundFilter.Mail;
using InboundFilter.Mail.Trace;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>
/// Excuses failures of SPF and DMARC when the message came by a forwarder on the administrator's list, whose ARC chain passes (RFC 8617 §7.2).
/// DMARC is not excused when that forwarder itself saw it fail.
/// </summary>
public sealed class TrustedSealerVoucher(TimeProvider time) : ICheck<DataFacts>
{
    private static readonly Excuse Both = Excuse.Of([SpfCheck.SpfFails.Id, DmarcCheck.DmarcFails.Id]);
    private static readonly Excuse SpfOnly = Excuse.Of([SpfCheck.SpfFails.Id]);
    private static readonly Verdict NoneListed = Verdict.NotApplicable("no sealer is trusted");

    public CheckInfo Info { get; } = new("trusted-sealer");

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        var trusted = facts.Policy.Lists.TrustedSealers;
        if (trusted.Entries.Count == 0)
        {
            return NoneListed;
        }

        var arc = (await facts.Message.Signatures).Arc;
        if (arc.Result is not AuthResult.Pass)
        {
            return Verdict.NotApplicable($"ARC chain: {arc.Result.Word()}");
        }

        // The newest sealer stands for the whole chain: it saw the message with the seals before its own.
        string sealer = arc.Sealers[^1];
        if (!DomainName.TryParse(sealer, out var domain) || trusted.Find(domain, time.GetUtcNow()) is not { } entry)
        {
            return Verdict.NotApplicable($"the newest sealer {sealer} is not on the list of trusted ones");
        }

        bool sawFailure = StatedResults.Read(arc.NewestResults ?? string.Empty).Of("dmarc").Any(r => r.Result == AuthResult.Fail.Word());
        return Verdict.Vouched(sawFailure ? SpfOnly : Both, $"sealed by {sealer} ({entry.Location}){(sawFailure ? ", which saw DMARC fail" : string.Empty)}");
    }
}
