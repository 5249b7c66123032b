using InboundFilter.Daemon.Configuration.Sources;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration;

/// <summary>All configuration files as read, with everything that is wrong in them. What is wrong has its default here. Immutable.</summary>
internal sealed record LoadedConfiguration
{
    public FilterOptions Options { get; init; } = new();

    public PolicyRules Policy { get; init; } = new();

    public DnsblSettings Dnsbl { get; init; } = DnsblSettings.None;

    public AccessLists Lists { get; init; } = AccessLists.Empty;

    /// <summary>The files in which this stands, each once.</summary>
    public IReadOnlyList<SourceFile> Sources { get; init; } = [];

    /// <summary>Where the hosts of each mailbox stand.</summary>
    public IReadOnlyDictionary<string, Place> MailboxPlaces { get; init; } = new Dictionary<string, Place>();

    /// <summary>By file in the order in which they were read, then by line.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; init; } = [];

    /// <summary>Something is wrong; check-config says so with its exit code.</summary>
    public bool HasErrors => Problems.Any(problem => problem.Severity is not ProblemSeverity.Warning);

    /// <summary>Nothing is so wrong that the filter must not start or reload with it.</summary>
    public bool IsUsable => !Problems.Any(problem => problem.IsFatal);
}
