using InboundFilter.Mail;
using InboundFilter.Mail.Spf;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Objects when the sender's domain says with SPF that this client does not send for it (RFC 7208 §8.4), or the domain in HELO does.</summary>
/// <remarks>
/// A HELO name that fails does not count when the return path passes: its owner vouches for the client. The objection waits for the
/// message when that may excuse it: by the ARC chain of a trusted forwarder, or by a DMARC pass where the policy says so.
/// </remarks>
public sealed class SpfCheck : ICheck<MailFromFacts>
{
    public static readonly TroubleshootingCode SpfFails = new(
        "E.5", ReplyStatus.Refuse(550, 7, 23), ReplyStatus.TryLater(451, 7, 24), "The sender's domain does not allow your server to send for it (SPF).");

    public CheckInfo Info { get; } = new("spf", SpfFails) { MayWaitForMessage = true, MayBePostponed = true };

    public async ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation)
    {
        if (!facts.Sender.AddressIsUsable)
        {
            return Verdict.NotApplicable("the client's own address is not known");
        }

        // Asked side by side: mail that is taken tells both results, whatever this one comes to.
        var pendingHelo = facts.Spf.Helo;
        var mailFrom = await facts.Spf.MailFrom;
        if (mailFrom.Result is AuthResult.Pass)
        {
            return Verdict.ClearBecause(Words(mailFrom));
        }

        var helo = await pendingHelo;
        var verdict = mailFrom.Result is AuthResult.Fail ? Against(facts, mailFrom)
            : helo.Result is AuthResult.Fail ? Against(facts, helo)
            : mailFrom.Result is AuthResult.TempError
                ? Verdict.Undecided(SpfFails, Words(mailFrom), $"SPF of \"{mailFrom.Domain}\" could not be looked up just now; please try again later.")
            : Verdict.ClearBecause(Words(mailFrom));
        return verdict.Code is not null && MessageMayExcuse(facts) ? verdict.UntilMessage() : verdict;
    }

    private static bool MessageMayExcuse(MailFromFacts facts) =>
        facts.Policy.Rules.For(SpfFails).Rule.UnlessDmarcPasses || facts.Policy.Lists.TrustedSealers.Entries.Count > 0;

    private static Verdict Against(MailFromFacts facts, SpfResult result)
    {
        // The words are the domain's, and the reply says so (RFC 7208 §6.2).
        string explanation = result.Explanation is { Length: > 0 } words ? $" It says: {words}" : string.Empty;
        return Verdict.Against(SpfFails, Words(result), $"SPF of \"{result.Domain}\" does not allow {facts.ClientAddress} to send for it.{explanation}");
    }

    private static string Words(SpfResult result)
    {
        string identity = result.Identity is SpfIdentity.Helo ? "HELO" : "MAIL FROM";
        string why = result.Mechanism is { } mechanism ? $" by {mechanism}" : result.Reason is { } reason ? $": {reason}" : string.Empty;
        return $"{result.Result.Word()} for {identity} {result.Domain}{why}";
    }
}
