using InboundFilter.Dns;

namespace InboundFilter.Checks;

/// <summary>Whether mail can be sent to a domain, so that somebody there could be answered.</summary>
/// <remarks>
/// The order of the lookups is that of RFC 5321 §5.1: MX first, then the domain itself as an implicit exchanger.
/// A lone MX of "." says that the domain takes no mail (RFC 7505 §3).
/// </remarks>
/// <param name="Kind">What was found.</param>
/// <param name="Words">Continues a sentence that begins with the domain: <c>does not exist</c>; for an unknown the resolver's reason. Empty when mail can be sent.</param>
internal sealed record MailReach(MailReachKind Kind, string Words)
{
    private static readonly MailReach Reachable = new(MailReachKind.TakesMail, string.Empty);

    /// <summary>DNS says that no mail can be sent there.</summary>
    public bool IsNone => Kind is MailReachKind.NullMx or MailReachKind.NoSuchName or MailReachKind.NoRecords;

    public static async ValueTask<MailReach> OfAsync(IDnsResolver dns, DomainName domain, CancellationToken cancellation)
    {
        var mx = await dns.QueryMxAsync(domain, cancellation);
        if (mx.Status is DnsStatus.Found)
        {
            return mx.Records is [{ IsNullMx: true }] ? new(MailReachKind.NullMx, "says that it takes no mail (null MX)") : Reachable;
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
            DnsStatus.Found => Reachable,
            DnsStatus.Unavailable => new(MailReachKind.Unknown, reason ?? "no answer"),
            DnsStatus.NoSuchName => new(MailReachKind.NoSuchName, "does not exist"),
            _ => new(MailReachKind.NoRecords, "has neither MX nor address records"),
        };
    }
}
