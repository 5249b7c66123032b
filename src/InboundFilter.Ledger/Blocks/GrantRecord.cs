namespace InboundFilter.Ledger.Blocks;

/// <summary>A runtime decision in favour of somebody: new strikes within it warn first.</summary>
public sealed record GrantRecord
{
    public required Reference Id { get; init; }

    public required Subject Subject { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Null: until it is revoked.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The request it answers; null for none.</summary>
    public Reference? Request { get; init; }

    /// <summary>When it was revoked; null while it holds.</summary>
    public DateTimeOffset? Revoked { get; init; }

    public string? RevokedBy { get; init; }

    /// <summary>Counts the changes; given by the store, and to be handed back unchanged.</summary>
    public int Version { get; init; }

    /// <summary>Whether it counts at an instant.</summary>
    public bool IsInForce(DateTimeOffset now) => Revoked is null && (Until is not { } until || until > now);
}
