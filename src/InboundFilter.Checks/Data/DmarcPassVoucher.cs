using InboundFilter.Checks.MailFrom;
using InboundFilter.Mail;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Excuses an SPF failure when DMARC passes nevertheless, by a DKIM signature of the author's domain; where the policy says so (<c>unless-dmarc-passes</c>).</summary>
public sealed class DmarcPassVoucher : ICheck<DataFacts>
{
    private static readonly Excuse Spf = Excuse.Of([SpfCheck.SpfFails.Id]);
    private static readonly Verdict NotAsked = Verdict.NotApplicable("the policy does not ask for it");

    public CheckInfo Info { get; } = new("dmarc-pass");

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        if (!facts.Policy.Rules.For(SpfCheck.SpfFails).Rule.UnlessDmarcPasses)
        {
            return NotAsked;
        }

        var dmarc = await facts.Message.Dmarc;
        return dmarc.Result is AuthResult.Pass
            ? Verdict.Vouched(Spf, $"DMARC passes for {dmarc.FromDomain}: {dmarc.Reason}")
            : Verdict.NotApplicable($"DMARC: {dmarc.Result.Word()}");
    }
}
