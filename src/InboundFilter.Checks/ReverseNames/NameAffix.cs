namespace InboundFilter.Checks.ReverseNames;

/// <summary>Where in a word an affix must stand.</summary>
internal enum AffixPlace
{
    Start,
    End,
    Anywhere,
}

/// <summary>A piece of a word that tells its kind: networks glue words together (<c>xdslpool</c>, <c>smtpout</c>).</summary>
/// <remarks>Words longer than <c>LongestWord</c> do not count; for short affixes that long words hold by chance.</remarks>
internal readonly record struct NameAffix(string Text, AffixPlace Place, NameWordKind Kind, int LongestWord = int.MaxValue)
{
    public bool IsIn(ReadOnlySpan<char> word) => word.Length >= Text.Length && word.Length <= LongestWord && Place switch
    {
        AffixPlace.Start => word.StartsWith(Text, StringComparison.Ordinal),
        AffixPlace.End => word.EndsWith(Text, StringComparison.Ordinal),
        _ => word.Contains(Text, StringComparison.Ordinal),
    };
}
