namespace InboundFilter.Daemon.Decisions;

/// <summary>Where decisions of the past are read from, oldest first.</summary>
internal interface IPastDecisions
{
    IAsyncEnumerable<PastDecision> ReadAsync(CancellationToken cancellation);

    /// <summary>What was found so far that is no decision but should be one.</summary>
    long Unreadable { get; }
}
