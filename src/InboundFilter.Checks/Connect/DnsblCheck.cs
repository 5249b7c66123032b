using System.Globalization;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers that public blocklists name, when the weights reach the threshold.</summary>
public sealed class DnsblCheck : ICheck<ConnectFacts>
{
    public static readonly TroubleshootingCode AddressListed = new(
        "D.1", ReplyStatus.Refuse(550, 7, 1), ReplyStatus.TryLater(451, 7, 1), "Your server's address is listed by a public blocklist.");

    public CheckInfo Info { get; } = new("dnsbl", AddressListed);

    public async ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation)
    {
        if (!facts.Sender.AddressIsUsable)
        {
            return Verdict.NotApplicable("the address is not the client's own");
        }

        var listings = await facts.Sender.Listings;
        if (listings.Length == 0)
        {
            return Verdict.NotApplicable("no list to ask");
        }

        double threshold = facts.Policy.Dnsbl.Threshold;
        double score = 0, couldRise = 0;
        foreach (var listing in listings)
        {
            score += listing.Weight;
            couldRise += listing.Status is Dns.DnsStatus.Unavailable ? MaxWeight(listing.List) : 0;
        }

        if (score >= threshold)
        {
            var heaviest = listings.MaxBy(l => l.Weight)!;
            return Verdict.Against(AddressListed, Evidence(listings, score, threshold), Sentence(heaviest, facts));
        }

        return score + couldRise >= threshold
            ? Verdict.Undecided(AddressListed, Evidence(listings, score, threshold))
            : score == 0 ? Verdict.Clear : Verdict.ClearBecause(Evidence(listings, score, threshold));
    }

    private static double MaxWeight(DnsblDefinition list) => Math.Max(0, list.Replies.Max(r => r.Weight) * list.Weight);

    private static string Sentence(DnsblFact listing, ConnectFacts facts)
    {
        string ip = facts.ClientAddress.ToString();
        string words = listing.List.Text is { } text
            ? text.Replace("{ip}", ip, StringComparison.Ordinal).Replace("{txt}", listing.Detail ?? string.Empty, StringComparison.Ordinal)
            : $"Your server {ip} is listed by {listing.ShownZone}.";
        return listing.List.Removal is { } removal ? $"{words} Removal: {removal.Replace("{ip}", ip, StringComparison.Ordinal)}" : words;
    }

    private static string Evidence(DnsblFact[] listings, double score, double threshold)
    {
        var words = listings.Where(l => l.Status is Dns.DnsStatus.Found or Dns.DnsStatus.Unavailable).Select(l => l.IsListed
            ? string.Create(CultureInfo.InvariantCulture, $"{l.ShownZone} says {l.Reply} (weight {l.Weight})")
            : $"{l.ShownZone} is unavailable ({l.Detail})");
        return string.Create(CultureInfo.InvariantCulture, $"score {score} of {threshold}: {string.Join(", ", words)}");
    }
}
