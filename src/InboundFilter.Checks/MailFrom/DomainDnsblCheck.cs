using InboundFilter.Dns;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Objects when public blocklists name the server or the sender: by its HELO name, its reverse name or the sender's domain (RFC 5782 §2.3).</summary>
/// <remarks>
/// Each name has a score of its own, so that a forged name of good standing does not outweigh another one. Addresses in the place
/// of names are not asked for: such lists would answer that they list them.
/// </remarks>
public sealed class DomainDnsblCheck : ICheck<MailFromFacts>
{
    public static readonly TroubleshootingCode DomainListed = new(
        "D.2", ReplyStatus.Refuse(550, 7, 1), ReplyStatus.TryLater(451, 7, 1), "A domain name of your server or of the sender is listed by a public blocklist.");

    public CheckInfo Info { get; } = new("domain-dnsbl", DomainListed) { MayBePostponed = true };

    public async ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation)
    {
        if (!facts.Policy.Dnsbl.Lists.Any(list => list.Kind is DnsblKind.Domain))
        {
            return Verdict.NotApplicable("no list to ask");
        }

        var asked = new List<Subject>();
        Ask("The HELO name", facts.HostName);
        Ask("The sender's domain", facts.SenderDomain);
        if (facts.Sender.AddressIsUsable)
        {
            Ask("The reverse name", (await facts.Sender.ReverseName).Name);
        }

        Verdict? doubt = null;
        var reasons = new List<string>();
        foreach (var subject in asked)
        {
            var score = await DnsblScore.SettleAsync(subject.Lists, facts.Policy.Dnsbl.Threshold);
            string evidence = $"{subject.Name}: {score.Evidence}";
            if (score.Finding is Finding.Objection)
            {
                return Verdict.Against(
                    DomainListed, evidence, score.Sentence($"{subject.Role} {subject.Name}", facts.ClientAddress.ToString(), subject.Name.Value));
            }

            if (score.Finding is Finding.Undecided && doubt is not { IsOverload: true })
            {
                doubt = score.Doubt(DomainListed);
            }

            if (!score.IsSilent)
            {
                reasons.Add(evidence);
            }
        }

        return asked.Count == 0 ? Verdict.NotApplicable("no name to ask for")
            : doubt is not null ? doubt.Because(string.Join("; ", reasons))
            : reasons.Count == 0 ? Verdict.Clear
            : Verdict.ClearBecause(string.Join("; ", reasons));

        void Ask(string role, DomainName? name)
        {
            if (name is { } host && IsName(host) && !asked.Exists(subject => subject.Name == host))
            {
                asked.Add(new Subject(role, host, facts.Sender.ListingsOf(host)));
            }
        }
    }

    /// <summary>Neither a bare address nor a single label, among which are the test entries of every list.</summary>
    private static bool IsName(DomainName name) =>
        name.LabelCount > 1 && name.Value.AsSpan(name.Value.LastIndexOf('.') + 1).ContainsAnyExceptInRange('0', '9');

    private sealed record Subject(string Role, DomainName Name, IReadOnlyList<DnsblInquiry> Lists);
}
