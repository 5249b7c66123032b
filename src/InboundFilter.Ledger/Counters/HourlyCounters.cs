namespace InboundFilter.Ledger.Counters;

/// <summary>A subject's counters of one hour.</summary>
/// <param name="Hour">Its beginning, in UTC.</param>
/// <param name="Subject">Whose.</param>
/// <param name="Values">How much.</param>
public sealed record HourlyCounters(DateTimeOffset Hour, Subject Subject, CounterValues Values);
