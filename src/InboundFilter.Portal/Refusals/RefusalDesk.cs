using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Desks;
using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Refusals;

/// <summary>Finds a decision by its reference and leaves out of it what a stranger must not see. Thread-safe.</summary>
public sealed class RefusalDesk(PortalLedger ledger, Func<PolicySnapshot> policy)
{
    /// <summary>Characters of a reference that are looked at: ten, and some hyphens and blanks.</summary>
    private const int MaxReferenceLength = 32;

    /// <summary>Null when it is unknown, forgotten or no reference at all; nobody can tell which, also not by time.</summary>
    /// <exception cref="LedgerException">The ledger is off or fails.</exception>
    public async Task<Refusal?> FindAsync(string? reference, CancellationToken cancellation) =>
        await FindDecisionAsync(reference, cancellation) is { } decision ? await ShowAsync(decision, cancellation) : null;

    /// <summary>The decision itself, with all that is secret.</summary>
    /// <exception cref="LedgerException">The ledger is off or fails.</exception>
    internal async Task<StoredDecision?> FindDecisionAsync(string? reference, CancellationToken cancellation)
    {
        bool isReference = Reference.TryParse(reference.AsSpan(0, Math.Min(reference?.Length ?? 0, MaxReferenceLength)), out var wanted);
        var decision = await ledger.Store.Decisions.FindAsync(wanted, cancellation);
        return isReference ? decision : null;
    }

    /// <exception cref="LedgerException">The ledger is off or fails.</exception>
    internal async Task<Refusal> ShowAsync(StoredDecision decision, CancellationToken cancellation)
    {
        var session = JudgedSession.Of(decision);
        bool isAccepted = decision.Disposition is Disposition.Accept;
        return new Refusal
        {
            Reference = decision.Reference,
            Time = decision.Time,
            Disposition = decision.Disposition,
            Code = isAccepted ? null : decision.Code,
            Reply = ShownText.Of(PublicReply.Of(decision)),
            Address = decision.Address.ToString(),
            ReverseName = Shown(decision.ReverseName),
            Confirmation = decision.Confirmation,
            Helo = Shown(decision.Helo),
            SenderDomain = Shown(decision.SenderDomain),
            Country = decision.Country,
            Steps = CheckSteps.Of(session, policy().Dnsbl),
            Remedy = session.IsStopped ? Remedies.For(session) : null,
            Blocks = session.IsStopped ? await BlocksAsync(decision, cancellation) : [],
            IsBeyondRetest = session.IsStopped && (decision.DecidedAt is Stage.Data || session.Decisive is null),
        };
    }

    /// <summary>The checks of a session that was played again.</summary>
    internal IReadOnlyList<CheckedStep> StepsOf(RetestResult retest) => CheckSteps.Of(JudgedSession.Of(retest), policy().Dnsbl);

    private async Task<IReadOnlyList<BlockNotice>> BlocksAsync(StoredDecision decision, CancellationToken cancellation)
    {
        if (LedgerCodes.All.All(code => code.Id != decision.Code))
        {
            return [];
        }

        var blocks = await new BlocksBehind(ledger.Store).FindBlocksAsync(decision, cancellation);
        return [.. blocks.Where(b => b.Code == decision.Code).Select(b => new BlockNotice(b.Code, b.Since, b.Until, b.Evidence.Count, b.Ended))];
    }

    private static string? Shown(string? text) => text is null ? null : ShownText.Of(text);
}
