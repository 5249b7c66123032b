using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Ledger;

/// <summary>Writing decisions that are kept as objects, as commands and tests have them.</summary>
public static class DecisionStoreExtensions
{
    /// <inheritdoc cref="IDecisionStore.AppendAsync"/>
    public static Task AppendAsync(this IDecisionStore store, IReadOnlyList<StoredDecision> decisions, CancellationToken cancellation) =>
        store.AppendAsync([.. decisions.Select(DecisionEncoder.Encode)], cancellation);
}
