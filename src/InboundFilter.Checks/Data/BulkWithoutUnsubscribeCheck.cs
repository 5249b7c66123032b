using InboundFilter.Mail;
using InboundFilter.Mail.Bulk;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when bulk mail gives no way to unsubscribe with one click that can be relied on (RFC 8058).</summary>
/// <remarks>
/// Needed are an https link in List-Unsubscribe, List-Unsubscribe-Post, and a valid DKIM signature that covers both (RFC 8058 §4). A discussion
/// list needs only a link of any kind (RFC 2369 §3.2): its members write to it, and its messages pass on the signatures of others.
/// Who is named at the end of the text is told in the evidence and weighs nothing.
/// </remarks>
public sealed class BulkWithoutUnsubscribeCheck : ICheck<DataFacts>
{
    /// <summary>Octets of the text that are read to find its end.</summary>
    private const int MaxText = 1 << 20;

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

        var (finding, why) = signs.IsDiscussion ? JudgeLink(fields) : await JudgeOneClickAsync(facts);
        return finding switch
        {
            Finding.Clear => Verdict.ClearBecause(why),
            Finding.Undecided => Verdict.Undecided(NoUnsubscribe, why),
            _ => Verdict.Against(
                NoUnsubscribe,
                $"bulk mail ({string.Join(", ", signs.Reasons)}): {why}; {await FooterAsync(facts, cancellation)}",
                $"This is bulk mail, and nobody can unsubscribe with one click: {why}."),
        };
    }

    private static (Finding Finding, string Why) JudgeLink(MessageFields fields) =>
        fields.ListUnsubscribe.Any(l => l.IsScheme("mailto") || l.IsScheme("https") || l.IsScheme("http"))
            ? (Finding.Clear, "discussion list with a link to unsubscribe")
            : (Finding.Objection, "its List-Unsubscribe has no address to write to or link");

    private static async ValueTask<(Finding Finding, string Why)> JudgeOneClickAsync(DataFacts facts)
    {
        var fields = facts.Message.Fields;
        if (fields.ListUnsubscribe.Count == 0)
        {
            return (Finding.Objection, $"it has no {Link}");
        }

        if (!fields.ListUnsubscribe.Any(l => l.IsScheme("https")))
        {
            return (Finding.Objection, $"its {Link} has no https link");
        }

        if (!fields.SaysOneClick)
        {
            return (Finding.Objection, $"it has no {Post}: List-Unsubscribe=One-Click");
        }

        var signatures = (await facts.Message.Signatures).Dkim;
        return signatures.FirstOrDefault(s => s.Result is AuthResult.Pass && Covers(s)) is { } valid ? (Finding.Clear, $"one click, signed by {valid.Domain}")
            : signatures.Any(s => s.Result is AuthResult.TempError && Covers(s)) ? (Finding.Undecided, "the key of the signature that covers the link could not be looked up")
            : (Finding.Objection, $"no valid DKIM signature covers {Link} and {Post}");
    }

    private static async ValueTask<MailingFooter> FooterAsync(DataFacts facts, CancellationToken cancellation)
    {
        var part = facts.Message.Mime.Parts.FirstOrDefault(p => p.ContentType.Is("text", "plain")) ?? facts.Message.Mime.Parts.FirstOrDefault(p => p.ContentType.Is("text", "html"));
        if (part is null)
        {
            return new MailingFooter(null, null);
        }

        var content = await MimeContent.ReadTextAsync(facts.Message.Octets.ReadAsync(cancellation), part, MaxText, cancellation);
        return MailingFooter.In(content.Text, part.ContentType.Is("text", "html"));
    }

    private static bool Covers(DkimResult signature) =>
        signature.SignedFields.Contains(Link, StringComparer.OrdinalIgnoreCase) && signature.SignedFields.Contains(Post, StringComparer.OrdinalIgnoreCase);
}
