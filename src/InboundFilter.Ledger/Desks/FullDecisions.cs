using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Ledger.Desks;

/// <summary>Finds decisions with all that belongs to them.</summary>
public sealed class FullDecisions(ILedgerStore store)
{
    /// <summary>Null when no decision has the reference.</summary>
    public async Task<FullDecision?> FindAsync(Reference reference, CancellationToken cancellation) =>
        await store.Decisions.FindAsync(reference, cancellation) is { } decision
            ? new FullDecision(
                decision,
                await new BlocksBehind(store).FindAsync(decision, cancellation),
                await store.Evidence.SearchAsync(new EvidenceQuery { Decision = reference }, BlockBehind.MaxEvidence, cancellation),
                await store.Requests.AboutAsync(reference, cancellation))
            : null;
}
