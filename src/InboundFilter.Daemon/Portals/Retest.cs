using InboundFilter.Checks.ReverseNames;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.Output;
using InboundFilter.Dns;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using InboundFilter.Portal.Ports;
using InboundFilter.Smtp;

namespace InboundFilter.Daemon.Portals;

/// <summary>Plays a decision's session once more against the DNS, the lists and the ledger as they are now.</summary>
internal sealed class Retest(FreshFilter filter, IDnsResolver dns, Func<PolicySnapshot> policy, ReverseNameClassifier classifier, FilterOptions options, TimeProvider time) : IRetest
{
    /// <summary>Longest wait for all stages together; each has its own limit too.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);

    public async Task<RetestResult> RunAsync(StoredDecision decision, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var snapshot = policy();
        var explainer = new Explainer(filter.With(new FreshDns(dns)), snapshot, classifier, options);
        try
        {
            var explanation = await explainer.ExplainAsync(Case(decision, snapshot), ends.Token);
            return new RetestResult(explanation.Decision, explanation.ReverseName);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("the retest took too long");
        }
    }

    private ExplainCase Case(StoredDecision decision, PolicySnapshot snapshot)
    {
        var session = TryRead(decision, decision.MailFrom) ?? TryRead(decision, null)!;
        return session with { Recipient = session.Recipient is { } path && !IsTrap(path, snapshot) ? path : null };
    }

    /// <summary>A trap is judged as the real user that it pretends to be: a retest that went otherwise would give it away.</summary>
    private bool IsTrap(MailPath recipient, PolicySnapshot snapshot) =>
        DomainName.TryParse(recipient.Domain, out var domain) && snapshot.Lists.Traps.Find(recipient.LocalPart, domain, time.GetUtcNow()) is not null;

    /// <summary>Null when a path is none, as one that was cut.</summary>
    private static ExplainCase? TryRead(StoredDecision decision, string? mailFrom)
    {
        try
        {
            return ExplainCase.Read(decision.Address.ToString(), decision.Helo, mailFrom, mailFrom is not null && decision.Recipients is [var first, ..] ? first : null, null);
        }
        catch (CaseException)
        {
            return null;
        }
    }
}
