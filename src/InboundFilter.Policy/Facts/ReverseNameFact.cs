using InboundFilter.Dns;

namespace InboundFilter.Policy.Facts;

/// <summary>The reverse names of a client's address and whether they lead back to it.</summary>
/// <param name="Confirmation">The best that any of the names achieves.</param>
/// <param name="Names">The confirmed name alone when there is one; else all names in alphabetical order; empty when there is none or it is unavailable.</param>
/// <param name="Reason">Why it is unavailable; null otherwise.</param>
public sealed record ReverseNameFact(Fcrdns Confirmation, IReadOnlyList<DomainName> Names, string? Reason)
{
    public static ReverseNameFact None { get; } = new(Fcrdns.None, [], null);

    /// <summary>The name to show: the confirmed one, else the first.</summary>
    public DomainName? Name => Names.Count > 0 ? Names[0] : null;

    /// <summary>The pointer itself could not be found out (rather than its confirmation).</summary>
    public bool IsUnknown => Confirmation is Fcrdns.Unavailable && Names.Count == 0;
}
