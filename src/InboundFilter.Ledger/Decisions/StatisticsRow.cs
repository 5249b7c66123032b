namespace InboundFilter.Ledger.Decisions;

/// <summary>How many decisions share a key.</summary>
/// <param name="Key">Null for those that have none, such as accepted mail counted by code.</param>
/// <param name="Total">All of them.</param>
/// <param name="Accepted">Gone on as they are.</param>
/// <param name="Marked">Gone on with a mark.</param>
/// <param name="Deferred">4xx.</param>
/// <param name="Refused">5xx.</param>
public sealed record StatisticsRow(string? Key, long Total, long Accepted, long Marked, long Deferred, long Refused);
