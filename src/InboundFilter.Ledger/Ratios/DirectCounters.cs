using InboundFilter.Ledger.Counters;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Counts straight into the store and judges at once: for commands, which have no counter running beside them. Thread-safe.</summary>
public sealed class DirectCounters(ICounterStore store, IRatioDesk desk) : ISenderCounters
{
    /// <summary>More than one sender has subjects.</summary>
    private const int MaxSubjects = 16;

    public async Task AddAsync(CountedSender sender, DateTimeOffset time, CounterValues values, CancellationToken cancellation)
    {
        var table = new CounterTable(MaxSubjects);
        table.Add(time, sender, values);
        var entries = table.Take();
        await store.AddAsync([.. entries.Select(e => new CounterDelta(e.Hour, e.Subject, e.Values))], cancellation);
        foreach (var entry in entries.Where(e => e.CallsForJudgement))
        {
            await desk.JudgeAsync(entry.Subject, entry.Judged!, cancellation);
        }
    }
}
