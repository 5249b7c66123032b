using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Portal.Overview;

/// <summary>What was decided in a period. Immutable.</summary>
/// <param name="Period">Which one.</param>
/// <param name="From">Where it begins.</param>
/// <param name="CountedAt">Where it ends.</param>
/// <param name="Bars">In order of time, without gaps.</param>
/// <param name="Codes">The most frequent codes spoken.</param>
/// <param name="Isps">The most frequent ISPs; with those that have none, whose key is null.</param>
/// <param name="Countries">Likewise.</param>
/// <param name="Domains">Likewise, of senders.</param>
public sealed record TrafficFigures(
    Period Period, DateTimeOffset From, DateTimeOffset CountedAt, IReadOnlyList<TrafficBar> Bars,
    IReadOnlyList<StatisticsRow> Codes, IReadOnlyList<StatisticsRow> Isps, IReadOnlyList<StatisticsRow> Countries, IReadOnlyList<StatisticsRow> Domains)
{
    /// <summary>All bars together.</summary>
    public TrafficBar Sum { get; } = Bars.Aggregate(new TrafficBar(From, 0, 0, 0, 0), (sum, bar) => sum.With(bar));
}
