namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>An entry of a section that is as it should be, and what its reader has to know of it.</summary>
/// <param name="Entry">As the lists have it.</param>
/// <param name="Key">What it has in common with another one that says the same.</param>
/// <param name="Place">Where its subject is written.</param>
internal sealed record SectionEntry<TEntry, TKey>(TEntry Entry, TKey Key, Place Place)
{
    /// <summary>The entry in a sentence: <c>the trap "old@example.test"</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about, in a sentence: <c>domain "lists.example"</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Where an administrator finds the entry.</summary>
    public required string Location { get; init; }

    /// <summary>From then on it does not count; null for never.</summary>
    public required DateTimeOffset? Expires { get; init; }
}
