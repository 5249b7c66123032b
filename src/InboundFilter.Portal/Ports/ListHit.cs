namespace InboundFilter.Portal.Ports;

/// <summary>An entry that covers a subject.</summary>
/// <param name="Section">Such as <c>block</c>, <c>allow</c>, <c>traps</c>.</param>
/// <param name="Entry">The entry in one line, such as <c>ip: 203.0.113.0/24</c>.</param>
/// <param name="Reason">Why it is there; null when it does not say.</param>
/// <param name="Place">File and line.</param>
public sealed record ListHit(string Section, string Entry, string? Reason, string Place)
{
    /// <summary>It is the one that decides, of those that block and allow.</summary>
    public bool Wins { get; init; }
}
