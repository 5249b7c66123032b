using InboundFilter.Mail;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when nobody vouches for the author's domain and its owner asks for that to have consequences (DMARC, RFC 9989).</summary>
public sealed class DmarcCheck : ICheck<DataFacts>
{
    public static readonly TroubleshootingCode DmarcFails = new(
        "E.6", ReplyStatus.Refuse(550, 7, 1), ReplyStatus.TryLater(451, 7, 1), "The author's domain asks for the rejection of mail that it does not vouch for (DMARC).");

    public CheckInfo Info { get; } = new("dmarc", DmarcFails);

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        var dmarc = await facts.Message.Dmarc;
        return (dmarc.Result, dmarc.Disposition) switch
        {
            (AuthResult.TempError, _) when !facts.Sender.AddressIsUsable => Verdict.NotApplicable("the client's own address is not known, so SPF may have passed"),
            (AuthResult.Fail, DmarcPolicy.Reject) => Against(dmarc),
            (AuthResult.Fail, DmarcPolicy.Quarantine) => Against(dmarc).As(Aspects.Quarantine),
            (AuthResult.TempError, _) when dmarc.MayBeRejected => Verdict.Undecided(
                DmarcFails, Words(dmarc), $"DMARC of \"{dmarc.FromDomain}\" could not be looked up just now; please try again later."),
            (AuthResult.None, _) when dmarc.FromDomain is null => Verdict.NotApplicable("the message names no author whose domain could be judged"),
            _ => Verdict.ClearBecause(Words(dmarc)),
        };
    }

    private static Verdict Against(DmarcResult dmarc) => Verdict.Against(
        DmarcFails,
        Words(dmarc),
        $"\"{dmarc.FromDomain}\" asks with DMARC to reject mail in its name that neither SPF nor DKIM vouches for.");

    private static string Words(DmarcResult dmarc)
    {
        string policy = dmarc.Policy is { } asked ? $", policy {Word(asked)} of {dmarc.RecordDomain}{(dmarc.IsTesting ? " (testing)" : string.Empty)}" : string.Empty;
        string reason = dmarc.Reason is { } why ? $": {why}" : string.Empty;
        return $"{dmarc.Result.Word()} for {dmarc.FromDomain}{policy}{reason}";
    }

    private static string Word(DmarcPolicy policy) => policy switch
    {
        DmarcPolicy.Reject => "reject",
        DmarcPolicy.Quarantine => "quarantine",
        _ => "none",
    };
}
