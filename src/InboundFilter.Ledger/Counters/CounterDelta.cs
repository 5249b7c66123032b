namespace InboundFilter.Ledger.Counters;

/// <summary>To be added to a subject's counters of one hour.</summary>
/// <param name="Time">Any instant of the hour.</param>
/// <param name="Subject">Whose.</param>
/// <param name="Values">How much.</param>
public sealed record CounterDelta(DateTimeOffset Time, Subject Subject, CounterValues Values);
