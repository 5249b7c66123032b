using InboundFilter.Ledger.Counters;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Counts that are not yet in the store, by hour and subject. Thread-safe.</summary>
/// <remarks>A stranger decides how many addresses and domains he sends from, so the table is bounded: when it is full, the quarter that has the smallest counts goes.</remarks>
/// <param name="capacity">Hours and subjects held, at least 4.</param>
internal sealed class CounterTable(int capacity)
{
    private readonly Lock _gate = new();
    private Dictionary<(DateTimeOffset Hour, Subject Subject), CounterEntry> _entries = [];
    private long _evicted;

    /// <summary>Entries that had to go, since the start.</summary>
    public long Evicted => Interlocked.Read(ref _evicted);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public void Add(DateTimeOffset time, CountedSender sender, CounterValues values)
    {
        var hour = new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        bool callsForJudgement = values.UnknownRecipients > 0 || values.Complaints > 0;
        lock (_gate)
        {
            foreach (var subject in sender.Subjects())
            {
                Add(new CounterEntry(hour, subject, values, callsForJudgement && sender.IsJudgedAs(subject.Kind) ? sender : null));
            }
        }
    }

    /// <summary>Everything, which then is no longer here.</summary>
    public IReadOnlyCollection<CounterEntry> Take()
    {
        lock (_gate)
        {
            var taken = _entries;
            _entries = [];
            return taken.Values;
        }
    }

    /// <summary>Takes back what the store would not have.</summary>
    public void Return(IEnumerable<CounterEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                Add(entry);
            }
        }
    }

    private void Add(CounterEntry entry)
    {
        var key = (entry.Hour, entry.Subject);
        if (_entries.TryGetValue(key, out var known))
        {
            _entries[key] = known with { Values = known.Values + entry.Values, Judged = entry.Judged ?? known.Judged };
            return;
        }

        if (_entries.Count >= capacity)
        {
            Evict();
        }

        _entries.Add(key, entry);
    }

    private void Evict()
    {
        var smallest = _entries.OrderBy(e => e.Value.Weight).Take(Math.Max(1, capacity / 4)).Select(e => e.Key).ToList();
        smallest.ForEach(key => _entries.Remove(key));
        Interlocked.Add(ref _evicted, smallest.Count);
    }
}
