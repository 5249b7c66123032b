using InboundFilter.Ledger.Counters;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Takes counts that do not come from decisions, such as complaints. Quick, waits for nobody and never throws. Thread-safe.</summary>
public interface ISenderCounters
{
    /// <summary>Adds to the counters of the sender, his network, ISP and domain; they are judged with the next flush.</summary>
    /// <param name="sender">Whose.</param>
    /// <param name="time">When the mail that is meant was sent.</param>
    /// <param name="values">How much, such as one complaint.</param>
    void Add(CountedSender sender, DateTimeOffset time, CounterValues values);
}
