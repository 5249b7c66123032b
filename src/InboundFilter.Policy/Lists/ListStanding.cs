namespace InboundFilter.Policy.Lists;

/// <summary>An entry among all that cover one subject.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsAllow">Of the allow list; otherwise of the block list.</param>
/// <param name="Wins">It is the one that decides.</param>
public readonly record struct ListStanding(ListEntry Entry, bool IsAllow, bool Wins)
{
    /// <summary>The list it stands on, as its section is named in YAML.</summary>
    public string List => IsAllow ? "allow" : "block";
}
