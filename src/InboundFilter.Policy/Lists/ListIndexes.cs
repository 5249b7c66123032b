namespace InboundFilter.Policy.Lists;

/// <summary>What an <see cref="AccessList"/> looks in, one index for each way to name a subject.</summary>
internal sealed class ListIndexes
{
    public required NetworkIndex Networks { get; init; }
    public required NetworkIndex IspNetworks { get; init; }
    public required DomainTable Domains { get; init; }
    public required DomainTable ExactDomains { get; init; }
    public required DomainTable ReverseNames { get; init; }
    public required DomainTable IspDomains { get; init; }
    public required GlobIndex ReverseNamePatterns { get; init; }
    public required GlobIndex HeloPatterns { get; init; }
    public required GlobIndex IspNames { get; init; }
    public required KeyIndex<string> Senders { get; init; }
    public required KeyIndex<string> Helos { get; init; }
    public required KeyIndex<string> Countries { get; init; }
    public required KeyIndex<uint> IspNumbers { get; init; }
}
