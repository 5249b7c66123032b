namespace InboundFilter.Policy.Verdicts;

/// <summary>What all checks have in common; a check implements <see cref="ICheck{TFacts}"/>.</summary>
public interface ICheck
{
    CheckInfo Info { get; }
}
