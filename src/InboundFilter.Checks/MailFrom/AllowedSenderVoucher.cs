using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.MailFrom;

/// <summary>Vouches for return paths on the administrator's allow list, by address or by domain.</summary>
public sealed class AllowedSenderVoucher(TimeProvider time) : ICheck<MailFromFacts>
{
    public CheckInfo Info { get; } = new("allowed-sender");

    public ValueTask<Verdict> EvaluateAsync(MailFromFacts facts, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var allow = facts.Policy.Lists.Allow;
        var entry = facts.ReturnPath.IsNull ? null
            : allow.FindSender(facts.ReturnPath.ToString(), now)
            ?? (facts.SenderDomain is { } domain ? allow.FindDomain(domain, now) : null);
        return new(entry?.Vouches() ?? Verdict.NotApplicable("no allow entry for the sender"));
    }
}
