using InboundFilter.Dns;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Objects when nobody could answer the sender: its domain has no mail exchanger and no address.</summary>
/// <remarks>
/// The order of the lookups is that of RFC 5321 §5.1: MX first, then the domain itself as an implicit exchanger.
/// A lone MX of "." says that the domain takes no mail (RFC 7505 §3; the enhanced code is that of §4.2).
/// </remarks>
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

        var mx = await dns.QueryMxAsync(domain, cancellation);
        if (mx.Status is DnsStatus.Found)
        {
            return mx.Records is [{ IsNullMx: true }]
                ? Verdict.Against(DomainNotFound, $"MX {domain} is the null MX", $"The sender domain \"{domain}\" says that it takes no mail (null MX).", NullMx)
                : Verdict.Clear;
        }

        // Only NoData leaves room for an address: a name that does not exist has none.
        var (status, reason) = (mx.Status, mx.Reason);
        if (mx.Status is DnsStatus.NoData)
        {
            var addresses = await dns.QueryAddressesAsync(domain, cancellation);
            (status, reason) = (addresses.Status, addresses.Reason);
        }

        return status switch
        {
            DnsStatus.Found => Verdict.Clear,
            DnsStatus.Unavailable => Verdict.Undecided(
                DomainNotFound, $"{domain}: {reason}", $"Sender domain \"{domain}\" could not be looked up in DNS just now; please try again later."),
            DnsStatus.NoSuchName => Against(domain.Value, "does not exist"),
            _ => Against(domain.Value, "has neither MX nor address records"),
        };
    }

    private static Verdict Against(string domain, string why) =>
        Verdict.Against(DomainNotFound, $"{domain} {why}", $"Sender domain \"{domain}\" not found in DNS: it {why}.");
}
