namespace InboundFilter.Portal.Ports;

/// <summary>What DNS says of a name.</summary>
/// <param name="IsKnown">False: nobody answered, so nothing can be said.</param>
/// <param name="Texts">A stranger's, unescaped; empty when there are none.</param>
public sealed record TxtAnswer(bool IsKnown, IReadOnlyList<string> Texts);
