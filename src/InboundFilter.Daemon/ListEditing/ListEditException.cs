namespace InboundFilter.Daemon.ListEditing;

/// <summary>A change that is not made; the message says why.</summary>
internal sealed class ListEditException(string problem, string fix) : Exception(problem)
{
    /// <summary>What the administrator can do.</summary>
    public string Fix { get; } = fix;
}
