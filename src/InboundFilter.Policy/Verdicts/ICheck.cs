using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy.Verdicts;

/// <summary>What all checks have in common; a check implements <see cref="ICheck{TFacts}"/>.</summary>
public interface ICheck
{
    CheckInfo Info { get; }
}

/// <summary>Judges one thing at one stage. Stateless and thread-safe: one object serves all sessions.</summary>
/// <typeparam name="TFacts">What is known at its stage; this type is the stage. Invariant on purpose.</typeparam>
public interface ICheck<TFacts> : ICheck
    where TFacts : ConnectFacts
{
    /// <summary>States what it finds. May throw for a bug only; that counts as undecided.</summary>
    /// <param name="facts">Read only.</param>
    /// <param name="cancellation">Nobody wants the verdict any more.</param>
    ValueTask<Verdict> EvaluateAsync(TFacts facts, CancellationToken cancellation);
}
