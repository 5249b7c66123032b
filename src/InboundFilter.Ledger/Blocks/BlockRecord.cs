namespace InboundFilter.Ledger.Blocks;

/// <summary>A runtime decision against somebody.</summary>
public sealed record BlockRecord
{
    /// <summary>Longest <see cref="Reason"/> in characters that is kept.</summary>
    public const int MaxReasonLength = 1_000;

    public required Reference Id { get; init; }

    public required Subject Subject { get; init; }

    /// <summary>A.2, B.2, C.2 or C.3.</summary>
    public required string Code { get; init; }

    /// <summary>Why, for the administrator and the sender's page.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Null: until it is lifted.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What would lift it.</summary>
    public string? Proof { get; init; }

    /// <summary>Who blocked: a person, or the name of the rule.</summary>
    public required string By { get; init; }

    public IReadOnlyList<Reference> Evidence { get; init; } = [];

    /// <summary>How often the subject has been blocked with the code, this time included; from 1.</summary>
    public int Repetition { get; init; } = 1;

    public BlockState State { get; init; }

    /// <summary>When it was lifted or put away; null while active.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Who lifted it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Counts the changes; given by the store, and to be handed back unchanged.</summary>
    public int Version { get; init; }

    /// <summary>Whether it counts at an instant.</summary>
    public bool IsInForce(DateTimeOffset now) => State is BlockState.Active && (Until is not { } until || until > now);
}
