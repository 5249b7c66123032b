namespace InboundFilter.Ledger.Requests;

/// <summary>A sender asks to be let in.</summary>
public sealed record RequestRecord
{
    /// <summary>Longest statement or proof that is kept, in characters.</summary>
    public const int MaxTextLength = 20_000;

    public required Reference Id { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The decision that is complained of; null when the sender gave none.</summary>
    public Reference? Decision { get; init; }

    /// <summary>Whom to let in; null until an administrator has said so.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Address to answer to.</summary>
    public required string Contact { get; init; }

    public required string Statement { get; init; }

    /// <summary>How the sender shows that the problem is solved.</summary>
    public string? Proof { get; init; }

    public RequestState State { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Counts the changes; given by the store, and to be handed back unchanged.</summary>
    public int Version { get; init; }
}
