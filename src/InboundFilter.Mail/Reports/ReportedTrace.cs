using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Traces;

namespace InboundFilter.Mail.Reports;

/// <summary>Tells from a message's trace fields how it came to whoever has it.</summary>
public static class ReportedTrace
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[] { "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "::/127", "fc00::/7", "fe80::/10" }
            .Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>The newest Received field in which an organisation's server names a client that is not its own; null when there is none.</summary>
    /// <remarks>Hops inside one organisation are skipped: those from a private address, and those where both names belong to one organisational domain.</remarks>
    public static ReceivedHop? NewestForeignHop(MessageFields fields, PublicSuffixList suffixes) =>
        fields.Received.FirstOrDefault(hop => hop.Address is { } address && !IsInside(address) && !IsInternal(hop, suffixes));

    /// <summary>The Received field that one of our servers wrote about a client and by which it named the message; null when there is none.</summary>
    /// <param name="fields">The message's.</param>
    /// <param name="hostName">Our name, as Received has it after <c>by</c>.</param>
    public static ReceivedHop? HopOf(MessageFields fields, string hostName) =>
        fields.Received.FirstOrDefault(hop => string.Equals(hop.By, hostName, StringComparison.OrdinalIgnoreCase) && hop.Id is not null);

    private static bool IsInside(IPAddress address) => Inside.Any(n => n.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private static bool IsInternal(ReceivedHop hop, PublicSuffixList suffixes) =>
        OrganisationOf(hop.By, suffixes) is { } server
        && (OrganisationOf(hop.ReverseName, suffixes) ?? OrganisationOf(hop.From, suffixes)) is { } client
        && server == client;

    private static DomainName? OrganisationOf(string? name, PublicSuffixList suffixes) =>
        name is not null && DomainName.TryParse(name, out var host) && suffixes.TryGetOrganisationalDomain(host, out var domain) ? domain : null;
}
