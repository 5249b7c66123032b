namespace InboundFilter.Ledger.Blocks;

/// <summary>Which blocks are wanted; all conditions given must hold.</summary>
public sealed record BlockQuery
{
    /// <summary>Exactly this subject.</summary>
    public Subject? Subject { get; init; }

    public SubjectKind? Kind { get; init; }

    public string? Code { get; init; }

    public BlockState? State { get; init; }

    /// <summary>In force at this instant.</summary>
    public DateTimeOffset? InForceAt { get; init; }

    /// <summary>Rests on this evidence.</summary>
    public Reference? Evidence { get; init; }

    /// <summary>How many of the newest to leave out; from 0.</summary>
    public int Skip { get; init; }
}
