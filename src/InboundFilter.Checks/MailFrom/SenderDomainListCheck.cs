using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Objects to return paths that the administrator has blocked, by address or by domain.</summary>
public sealed class SenderDomainListCheck(TimeProvider time) : ICheck<MailFromFacts>
{
    public static readonly TroubleshootingCode DomainBlocked = new(
        "C.1", ReplyStatus.Refuse(550, 7, 1), null, "The sender's domain is on our block list.");

    public CheckInfo Info { get; } = new("sender-domain-list", DomainBlocked) { ListReach = SpecificityRank.Individual };

    public ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation) => new(Judge(facts));

    private Verdict Judge(MailFromFacts facts)
    {
        if (facts.ReturnPath.IsNull)
        {
            return Verdict.NotApplicable("bounce: the return path is empty");
        }

        var now = time.GetUtcNow();
        var block = facts.Policy.Lists.Block;
        if (block.FindSender(facts.ReturnPath.ToString(), now) is { } address)
        {
            return address.ObjectsAs(DomainBlocked, $"The sender \"{facts.ReturnPath}\" is on our block list.");
        }

        return facts.SenderDomain is { } domain && block.Covering(new ListSubjects { SenderDomain = domain }, now).MostSpecific() is { } entry
            ? entry.ObjectsAs(DomainBlocked, $"The sender domain \"{domain}\" is on our block list.")
            : Verdict.Clear;
    }
}
