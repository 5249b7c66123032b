using System.Diagnostics.CodeAnalysis;

namespace InboundFilter.Ledger.Counters;

/// <summary>Counters of senders by hour.</summary>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "From and to are the words for a stretch of time; nobody implements this in another language.")]
public interface ICounterStore
{
    /// <summary>Adds in one go; equal subjects and hours are summed. As durable as decisions are.</summary>
    Task AddAsync(IReadOnlyList<CounterDelta> deltas, CancellationToken cancellation);

    /// <summary>A subject's sum over the hours that begin in [from, until).</summary>
    Task<CounterValues> SumAsync(Subject subject, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>A subject's hours in [from, until), in order of time; hours without counts are left out.</summary>
    Task<IReadOnlyList<HourlyCounters>> HoursAsync(Subject subject, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);
}
