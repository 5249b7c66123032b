using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Vouches for return paths on the administrator's allow list, by address or by domain.</summary>
public sealed class AllowedSenderVoucher(TimeProvider time) : ICheck<MailFromFacts>
{
    private static readonly Verdict None = Verdict.NotApplicable("no allow entry for the sender");

    public CheckInfo Info { get; } = new("allowed-sender") { ListReach = SpecificityRank.Individual };

    public ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation)
    {
        var allow = facts.Policy.Lists.Allow;
        if (facts.ReturnPath.IsNull || !(allow.Has(ListEntryKind.Sender) || allow.Has(ListEntryKind.Domain)))
        {
            return new(None);
        }

        var subjects = new ListSubjects { Sender = facts.ReturnPath.ToString(), SenderDomain = facts.SenderDomain };
        return new(allow.Covering(subjects, time.GetUtcNow()).VouchOr(None));
    }
}
