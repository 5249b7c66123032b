using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Bulk;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects to bulk mail that no recipient asked for, as lists/consent.yaml has it. A link to unsubscribe makes no mail solicited.</summary>
/// <remarks>
/// List id and author can be written by anybody. So a consent counts only when the message provably comes, by DKIM or SPF, from the organisation
/// that the list id or the author's address belongs to. One consent is enough: one reply stands for all recipients.
/// </remarks>
public sealed class UnconsentedBulkCheck(PublicSuffixList suffixes, TimeProvider time) : ICheck<DataFacts>
{
    public static readonly TroubleshootingCode Unconsented = new(
        "G.1", ReplyStatus.Refuse(550, 7, 1), null, "Bulk mail that our recipient did not ask for.");

    /// <summary>Authors of one message that are looked up; the sender decides how many there are.</summary>
    private const int MaxAuthors = 10;

    private static readonly Verdict NotAsked = Verdict.NotApplicable("the policy asks for no consent");

    public CheckInfo Info { get; } = new("unconsented-bulk", Unconsented);

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        if (!facts.Policy.Rules.RequiresBulkConsent)
        {
            return NotAsked;
        }

        var signs = BulkSigns.Of(facts.Message.Fields);
        if (!signs.IsBulk)
        {
            return Verdict.NotApplicable(signs.Counter ?? "no bulk mail");
        }

        string bulk = $"bulk mail ({string.Join(", ", signs.Reasons)})";
        var consents = Consents(facts, signs).ToList();
        if (consents.Count == 0)
        {
            return Against($"{bulk}: no consent of {string.Join(", ", facts.Recipients)} to it");
        }

        var proven = await ProvenDomains.OfAsync(facts, suffixes);
        if (consents.Find(c => c.Domain is { } domain && proven.Include(domain)) is { Entry: { } given })
        {
            return Verdict.ClearBecause($"{given.Recipient} consented to {given.Subject} ({given.Location})");
        }

        var (entry, of) = consents[0];
        string unproven = $"{bulk}: the consent of {entry.Recipient} to {entry.Subject} ({entry.Location}) does not count, for the sender is not authenticated: "
            + (of is { } name ? $"{proven}, which is not of {name}" : "the list id is no name of a domain; use sender-domain");
        return consents.Exists(c => c.Domain is { } domain && proven.MayInclude(domain)) ? Verdict.Undecided(Unconsented, unproven) : Against(unproven);
    }

    private static Verdict Against(string evidence) => Verdict.Against(
        Unconsented, evidence, "This is bulk mail, and we know of no consent of our recipient to it; a link to unsubscribe does not replace that.");

    /// <summary>The consents that name this message's list or author, each with the domain that must be proven; null when it names none.</summary>
    private IEnumerable<(ConsentEntry Entry, DomainName? Domain)> Consents(DataFacts facts, BulkSigns signs)
    {
        var (book, now) = (facts.Policy.Lists.Consent, time.GetUtcNow());
        foreach (var path in facts.Recipients)
        {
            if (!DomainName.TryParse(path.Domain, out var domain))
            {
                continue;
            }

            if (signs.ListId is { } id && book.FindListId(path.LocalPart, domain, id, now) is { } toList)
            {
                yield return (toList, DomainName.TryParse(id, out var of) && of.LabelCount > 1 ? of : null);
            }

            foreach (var author in facts.Message.Fields.From.Mailboxes.Take(MaxAuthors).Where(m => m.DomainName is not null))
            {
                var of = author.DomainName!.Value;
                if ((book.FindSender(path.LocalPart, domain, author.Address, now) ?? book.FindSenderDomain(path.LocalPart, domain, of, now)) is { } toAuthor)
                {
                    yield return (toAuthor, of);
                }
            }
        }
    }
}
