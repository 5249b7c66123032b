namespace InboundFilter.Ledger.Evidence;

/// <summary>Which evidence is wanted; all conditions given must hold.</summary>
public sealed record EvidenceQuery
{
    /// <summary>Against whom; a network covers the addresses in it, a domain those below it.</summary>
    public Subject? Subject { get; init; }

    /// <summary>One of these kinds; empty for all.</summary>
    public IReadOnlyList<EvidenceKind> Kinds { get; init; } = [];

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The decision it belongs to.</summary>
    public Reference? Decision { get; init; }

    /// <summary>How many of the newest a search leaves out; from 0.</summary>
    public int Skip { get; init; }
}
