namespace InboundFilter.Portal.Administrators;

/// <summary>Counts failures by key and closes a key for a while that has too many: after the fifth for a minute, after each further one for twice as long, up to an hour. Thread-safe.</summary>
/// <param name="time">Measures the waits.</param>
/// <param name="capacity">Keys that are remembered; strangers choose them.</param>
internal sealed class FailureTable(TimeProvider time, int capacity)
{
    /// <summary>Failures that close a key.</summary>
    public const int Allowed = 5;

    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>A key without a failure for this long begins anew.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many keys are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Whether a key is closed now.</summary>
    public bool IsClosed(string key)
    {
        lock (_lock)
        {
            return Find(key) is { } entry && IsClosed(entry);
        }
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>Until when the key is closed; null when it is not.</returns>
    public DateTimeOffset? Add(string key)
    {
        lock (_lock)
        {
            int failures = (Find(key)?.Failures ?? 0) + 1;
            if (failures == 1)
            {
                MakeRoom();
            }

            var wait = WaitAfter(failures);
            _entries[key] = new Entry(failures, time.GetTimestamp(), wait);
            return wait > TimeSpan.Zero ? time.GetUtcNow() + wait : null;
        }
    }

    /// <summary>Somebody proved who he is, so the key begins anew.</summary>
    public void Forget(string key)
    {
        lock (_lock)
        {
            _entries.Remove(key);
        }
    }

    private static TimeSpan WaitAfter(int failures)
    {
        // Six doublings pass the longest wait.
        const int MostDoublings = 6;
        var wait = failures < Allowed ? TimeSpan.Zero : FirstWait * (1 << Math.Min(failures - Allowed, MostDoublings));
        return wait < LongestWait ? wait : LongestWait;
    }

    private Entry? Find(string key) => _entries.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.Last) < Forgotten ? entry : null;

    private bool IsClosed(Entry entry) => time.GetElapsedTime(entry.Last) < entry.Wait;

    /// <summary>Removes the key that matters least: an open one before a closed one, the older before the newer.</summary>
    private void MakeRoom()
    {
        if (_entries.Count >= capacity)
        {
            _entries.Remove(_entries.MinBy(pair => (IsClosed(pair.Value), pair.Value.Last)).Key);
        }
    }

    /// <param name="Failures">So far.</param>
    /// <param name="Last">When the last one was, as a timestamp: nobody may be shut out for longer because a clock was set.</param>
    /// <param name="Wait">How long the key is closed from then on.</param>
    private sealed record Entry(int Failures, long Last, TimeSpan Wait);
}
