using InboundFilter.Mail;
using InboundFilter.Mail.Bulk;
using InboundFilter.Mail.Dkim;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when bulk mail gives no way to unsubscribe with one click that can be relied on (RFC 8058).</summary>
/// <remarks>
/// Needed are an https link in List-Unsubscribe, List-Unsubscribe-Post, and a valid DKIM signature that covers both (RFC 8058 §4). A discussion
/// list needs only a link of any kind (RFC 2369 §3.2): its members write to it, and its messages pass on the signatures of others.
/// </remarks>
public sealed class BulkWithoutUnsubscribeCheck : ICheck<DataFacts>
{
    private const string Link = "List-Unsubscribe";
    private const string Post = "List-Unsubscribe-Post";

    public static readonly TroubleshootingCode NoUnsubscribe = new(
        "G.2", ReplyStatus.Refuse(550, 7, 1), null, "Bulk mail without a working way to unsubscribe.");

    public CheckInfo Info { get; } = new("bulk-without-unsubscribe", NoUnsubscribe);

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        var fields = facts.Message.Fields;
        var signs = BulkSigns.Of(fields);
        if (!signs.IsBulk)
        {
            return Verdict.NotApplicable(signs.Counter ?? "no bulk mail");
        }

        var links = fields.ListUnsubscribe;
        if (signs.IsDiscussion)
        {
            return links.Any(l => l.IsScheme("mailto") || l.IsScheme("https") || l.IsScheme("http"))
                ? Verdict.ClearBecause("discussion list with a link to unsubscribe")
                : Against(signs, "its List-Unsubscribe has no address to write to or link");
        }

        if (links.Count == 0)
        {
            return Against(signs, $"it has no {Link}");
        }

        if (!links.Any(l => l.IsScheme("https")))
        {
            return Against(signs, $"its {Link} has no https link");
        }

        if (!fields.SaysOneClick)
        {
            return Against(signs, $"it has no {Post}: List-Unsubscribe=One-Click");
        }

        var signatures = (await facts.Message.Signatures).Dkim;
        return signatures.Any(s => s.Result is AuthResult.Pass && Covers(s)) ? Verdict.Clear
            : signatures.Any(s => s.Result is AuthResult.TempError && Covers(s)) ? Verdict.Undecided(NoUnsubscribe, "the key of the signature that covers the link could not be looked up")
            : Against(signs, $"no valid DKIM signature covers {Link} and {Post}");
    }

    private static bool Covers(DkimResult signature) =>
        signature.SignedFields.Contains(Link, StringComparer.OrdinalIgnoreCase) && signature.SignedFields.Contains(Post, StringComparer.OrdinalIgnoreCase);

    private static Verdict Against(BulkSigns signs, string why) => Verdict.Against(
        NoUnsubscribe,
        $"bulk mail ({string.Join(", ", signs.Reasons)}): {why}",
        $"This is bulk mail, and nobody can unsubscribe with one click: {why}.");
}
