using InboundFilter.Dns;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when From, Sender or Reply-To names an address that nobody could write to: its domain takes no mail.</summary>
public sealed class AuthorDomainsTakeMailCheck(IDnsResolver dns) : ICheck<DataFacts>
{
    /// <summary>Domains of one message that are looked up; the sender decides how many there are.</summary>
    private const int MaxDomains = 10;

    public CheckInfo Info { get; } = new("author-domains-take-mail", SharedCodes.MisleadingHeader);

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        var mailboxes = Mailboxes(facts.Message.Fields).DistinctBy(m => m.Mailbox.Domain.ToLowerInvariant()).Take(MaxDomains).ToList();
        if (mailboxes.Count == 0)
        {
            return Verdict.NotApplicable("From, Sender and Reply-To name no address with a domain");
        }

        var found = await Task.WhenAll(mailboxes.Select(m => JudgeAsync(m.Field, m.Mailbox, cancellation)));
        return Array.Find(found, v => v.Finding is Finding.Objection) ?? Array.Find(found, v => v.Finding is Finding.Undecided) ?? Verdict.Clear;
    }

    /// <summary>An address literal needs no DNS, and an address without domain cannot be judged by one.</summary>
    private static IEnumerable<(string Field, Mailbox Mailbox)> Mailboxes(MessageFields fields) =>
        new[] { ("From", fields.From), ("Sender", fields.Sender), ("Reply-To", fields.ReplyTo) }
            .SelectMany(f => f.Item2.Mailboxes.Select(m => (f.Item1, m)))
            .Where(m => m.m.Domain is not ("" or ['[', ..]));

    private async Task<Verdict> JudgeAsync(string field, Mailbox mailbox, CancellationToken cancellation)
    {
        if (mailbox.DomainName is not { } domain)
        {
            return Against(field, mailbox.Domain, "is not a domain name");
        }

        var reach = await MailReach.OfAsync(dns, domain, cancellation);
        return reach.Kind is MailReachKind.Unknown ? Verdict.Undecided(SharedCodes.MisleadingHeader, $"{field}: {domain}: {reach.Words}")
            : reach.IsNone ? Against(field, domain.Value, reach.Words)
            : Verdict.Clear;
    }

    private static Verdict Against(string field, string domain, string why) => Verdict.Against(
        SharedCodes.MisleadingHeader, $"{field}: {domain} {why}", $"The domain \"{domain}\" in {field} takes no mail: it {why}.");
}
