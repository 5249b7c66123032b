using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Portal.Overview;

/// <summary>A table of the most frequent keys, each with a link to its decisions.</summary>
/// <param name="Id">Unique in the page.</param>
/// <param name="Heading">What is counted.</param>
/// <param name="KeyName">Heading of the keys.</param>
/// <param name="Rows">Most frequent first.</param>
/// <param name="Whole">Of which the shares are.</param>
/// <param name="LinkOf">The search for a row's decisions, as the query of a link; null for none.</param>
public sealed record TopTable(string Id, string Heading, string KeyName, IReadOnlyList<StatisticsRow> Rows, TrafficBar Whole, Func<StatisticsRow, string?> LinkOf);
