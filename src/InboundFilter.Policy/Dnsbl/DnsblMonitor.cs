using System.Collections.Concurrent;
using InboundFilter.Dns;
using InboundFilter.Policy.Facts;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>Asks the public blocklists for all sessions and knows how each of them is. Thread-safe.</summary>
/// <remarks>
/// State belongs to a zone and outlives a reload, unless the reload changes how the zone is probed. A list is probed before its
/// first answer counts, also where nobody calls <see cref="ProbeDueAsync"/>, such as in <c>explain</c>.
/// </remarks>
public sealed class DnsblMonitor(IDnsResolver dns, TimeProvider time, ILogger<DnsblMonitor> log)
{
    /// <summary>Time between probes of a list that is well.</summary>
    public static readonly TimeSpan ProbePeriod = TimeSpan.FromMinutes(10);

    /// <summary>Time between probes of a list that is not, or that has left a question without an answer since its last probe.</summary>
    public static readonly TimeSpan RetryPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Lists probed side by side.</summary>
    private const int MaxProbesAtOnce = 8;

    private readonly ConcurrentDictionary<DomainName, DnsblWatch> _watches = new();
    private readonly ConcurrentDictionary<DomainName, DnsblCounts> _counts = new();
    private DnsblMonitor? _known;

    /// <summary>One that believes the same lists but asks them through another resolver. Its answers are held against no list, and it probes none.</summary>
    public DnsblMonitor Through(IDnsResolver other) => new(other, time, log) { _known = _known ?? this };

    /// <summary>Asks one list. Never fails; a list that is suspended is not asked and its fact says why.</summary>
    /// <param name="list">The list as the session's policy has it.</param>
    /// <param name="name">Address or domain as labels in front of the list's zone.</param>
    /// <param name="cancellation">Nobody wants the answer any more.</param>
    public Task<DnsblFact> AskAsync(DnsblDefinition list, DomainName name, CancellationToken cancellation) =>
        list.IsWatched && _known is null ? WatchOf(list).AskAsync(list, name, cancellation)
        : list.IsWatched && HealthOf(list) is { IsAsked: false, Reason: var reason } ? Task.FromResult(DnsblFact.Suspended(list, reason ?? "suspended"))
        : DnsblQuestion.AskAsync(list, name, dns, time, cancellation).AsTask();

    /// <summary>How a list is by now. Asks nobody.</summary>
    public DnsblHealth HealthOf(DnsblDefinition list) => (_known ?? this).WatchOf(list).Health;

    /// <summary>What came of the questions to a list. Those to a list that is not watched are not counted.</summary>
    public DnsblCounts CountsOf(DnsblDefinition list) => _counts.GetOrAdd(list.Zone, static _ => new DnsblCounts());

    /// <summary>Probes one list now.</summary>
    public async Task<DnsblHealth> ProbeAsync(DnsblDefinition list, CancellationToken cancellation)
    {
        var watch = WatchOf(list);
        await watch.ProbeNowAsync(cancellation);
        return watch.Health;
    }

    /// <summary>Probes those lists of the policy in force whose time has come, and forgets lists it no longer has. To be called often.</summary>
    public Task ProbeDueAsync(DnsblSettings settings, CancellationToken cancellation)
    {
        var zones = settings.Lists.Select(l => l.Zone).ToHashSet();
        foreach (var gone in _watches.Keys.Where(zone => !zones.Contains(zone)))
        {
            _watches.TryRemove(gone, out _);
            _counts.TryRemove(gone, out _);
        }

        foreach (var list in settings.Lists)
        {
            if (_watches.TryGetValue(list.Zone, out var old) && old.IsOutdatedBy(list))
            {
                _watches[list.Zone] = NewWatch(list);
            }
        }

        var due = settings.Lists.Where(list => list.IsWatched).Select(WatchOf).Where(watch => watch.IsDue).ToList();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = MaxProbesAtOnce, CancellationToken = cancellation };
        return Parallel.ForEachAsync(due, limits, static (watch, token) => new ValueTask(watch.ProbeNowAsync(token)));
    }

    private DnsblWatch WatchOf(DnsblDefinition list) => _watches.GetOrAdd(list.Zone, static (_, a) => a.Monitor.NewWatch(a.List), (Monitor: this, List: list));

    private DnsblWatch NewWatch(DnsblDefinition list) => new(list, CountsOf(list), dns, time, log);
}
