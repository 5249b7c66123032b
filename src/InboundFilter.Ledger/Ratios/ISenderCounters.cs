using InboundFilter.Ledger.Counters;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Takes counts that do not come from decisions, such as complaints. Thread-safe.</summary>
public interface ISenderCounters
{
    /// <summary>Adds to the counters of the sender, his network, ISP and domain, and has them judged, at once or soon.</summary>
    /// <param name="sender">Whose.</param>
    /// <param name="time">When the mail that is meant was sent.</param>
    /// <param name="values">How much, such as one complaint.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LedgerException">The ledger failed, where it is asked at once.</exception>
    Task AddAsync(CountedSender sender, DateTimeOffset time, CounterValues values, CancellationToken cancellation);
}
