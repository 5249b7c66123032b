namespace InboundFilter.Ledger.Requests;

/// <summary>Which requests are wanted; all conditions given must hold.</summary>
public sealed record RequestQuery
{
    /// <summary>One of these; empty for all.</summary>
    public IReadOnlyList<RequestState> States { get; init; } = [];

    /// <summary>About exactly this subject.</summary>
    public Subject? About { get; init; }

    /// <summary>As a queue is worked off, rather than the last changed first.</summary>
    public bool LongestUnchangedFirst { get; init; }

    /// <summary>How many of the first to leave out; from 0.</summary>
    public int Skip { get; init; }
}
