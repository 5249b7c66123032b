using InboundFilter.Dns;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Objects when nobody could answer the sender: its domain has no mail exchanger and no address.</summary>
/// <remarks>A null MX has the enhanced code of RFC 7505 §4.2.</remarks>
public sealed class SenderDomainTakesMailCheck(IDnsResolver dns) : ICheck<MailFromFacts>
{
    public static readonly TroubleshootingCode DomainNotFound = new(
        "E.2", ReplyStatus.Refuse(550, 1, 8), ReplyStatus.TryLater(451, 1, 8), "The sender's domain was not found in DNS.");

    private static readonly ReplyStatus NullMx = ReplyStatus.Refuse(550, 7, 27);

    public CheckInfo Info { get; } = new("sender-domain-takes-mail", DomainNotFound);

    public async ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation)
    {
        if (facts.ReturnPath.IsNull)
        {
            return Verdict.NotApplicable("bounce: the return path is empty");
        }

        if (facts.ReturnPath.IsAddressLiteral)
        {
            return Verdict.NotApplicable("the sender's domain is an address literal");
        }

        if (facts.SenderDomain is not { } domain)
        {
            return Against(facts.ReturnPath.Domain, "is not a domain name");
        }

        var reach = await MailReach.OfAsync(dns, domain, cancellation);
        return reach.Kind switch
        {
            MailReachKind.TakesMail => Verdict.Clear,
            MailReachKind.NullMx => Verdict.Against(
                DomainNotFound, $"MX {domain} is the null MX", $"The sender domain \"{domain}\" says that it takes no mail (null MX).", NullMx),
            MailReachKind.Unknown => Verdict.Undecided(
                DomainNotFound, $"{domain}: {reach.Words}", $"Sender domain \"{domain}\" could not be looked up in DNS just now; please try again later."),
            _ => Against(domain.Value, reach.Words),
        };
    }

    private static Verdict Against(string domain, string why) =>
        Verdict.Against(DomainNotFound, $"{domain} {why}", $"Sender domain \"{domain}\" not found in DNS: it {why}.");
}
