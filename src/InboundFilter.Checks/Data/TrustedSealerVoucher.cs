using InboundFilter.Checks.MailFrom;
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
        if (TrustedSeal.Find(arc, trusted, time.GetUtcNow()) is not { } seal)
        {
            return Verdict.NotApplicable(arc.Result is AuthResult.Pass
                ? $"the newest sealer {arc.Sealers[^1]} is not on the list of trusted ones"
                : $"ARC chain: {arc.Result.Word()}");
        }

        bool sawFailure = StatedResults.Read(arc.NewestResults ?? string.Empty).Of("dmarc").Any(r => r.Result == AuthResult.Fail.Word());
        return Verdict.Vouched(sawFailure ? SpfOnly : Both, $"sealed by {seal.Sealer} ({seal.Entry.Location}){(sawFailure ? ", which saw DMARC fail" : string.Empty)}");
    }
}
