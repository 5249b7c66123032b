using System.Net;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Portal.Refusals;

/// <summary>Reads from the evidence of the checks of blocklists which lists named the sender, and knows their pages for removal.</summary>
/// <remarks>Weights and threshold stay inside; lists that speak for the sender are not shown, nor those that the policy has no longer.</remarks>
internal static class Listings
{
    private const string Says = " says ";

    public static IReadOnlyList<PublicListing> Of(StoredVerdict verdict, IPAddress address, DnsblSettings settings)
    {
        DnsblKind? kind = verdict.Check switch { "dnsbl" => DnsblKind.Ip, "domain-dnsbl" => DnsblKind.Domain, _ => null };
        var found = new List<PublicListing>();
        foreach (var list in settings.Lists.Where(l => l.Kind == kind && l.HighestWeight > 0))
        {
            if (AnswerOf(list, verdict.Evidence) is { } answer)
            {
                found.Add(new(list.ShownZone, answer.ToString(), RemovalOf(list, verdict, address)));
            }
        }

        return found;
    }

    private static IPAddress? AnswerOf(DnsblDefinition list, string evidence)
    {
        int at = evidence.IndexOf($" {list.ShownZone}{Says}", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = evidence.AsSpan(at + 1 + list.ShownZone.Length + Says.Length);
        int end = rest.IndexOfAny(' ', ',');
        return IPAddress.TryParse(end < 0 ? rest : rest[..end], out var answer) ? answer : null;
    }

    private static Uri? RemovalOf(DnsblDefinition list, StoredVerdict verdict, IPAddress address)
    {
        // The evidence about a name begins with it.
        int colon = verdict.Evidence.IndexOf(':', StringComparison.Ordinal);
        string domain = list.Kind is DnsblKind.Domain && colon > 0 ? verdict.Evidence[..colon] : string.Empty;
        string? filled = list.Removal?
            .Replace("{ip}", Uri.EscapeDataString(address.ToString()), StringComparison.Ordinal)
            .Replace("{domain}", Uri.EscapeDataString(domain), StringComparison.Ordinal);
        return Uri.TryCreate(filled, UriKind.Absolute, out var page) && (page.Scheme == Uri.UriSchemeHttps || page.Scheme == Uri.UriSchemeHttp) ? page : null;
    }
}
