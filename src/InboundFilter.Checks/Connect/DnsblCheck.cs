using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers that public blocklists name, when the weights reach the threshold.</summary>
/// <remarks>
/// A list is waited for only while its answer could change the finding, whatever it will be. So the finding is the same in
/// whichever order the lists answer; the evidence names those that were not waited for.
/// </remarks>
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

        var lists = facts.Sender.Listings;
        if (lists.Count == 0)
        {
            return Verdict.NotApplicable("no list to ask");
        }

        var score = await DnsblScore.SettleAsync(lists, facts.Policy.Dnsbl.Threshold);
        return score.Finding switch
        {
            Finding.Objection => Verdict.Against(AddressListed, score.Evidence, score.Sentence($"Your server {facts.ClientAddress}", facts.ClientAddress.ToString(), string.Empty)),
            Finding.Undecided => score.Doubt(AddressListed),
            _ when score.IsSilent => Verdict.Clear,
            _ => Verdict.ClearBecause(score.Evidence),
        };
    }
}
