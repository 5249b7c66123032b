using System.Collections.Concurrent;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Caching;

/// <summary>Answers by question, each until its time is over, and never more than so many. Thread-safe; reading takes no lock.</summary>
/// <remarks>
/// Entries sit in a ring too. Each new one looks at the next few places: an expired entry gives up its place at once; when the
/// ring is full, so does one that nobody has asked for since the last time round. So the cost of an insertion is bounded.
/// </remarks>
internal sealed class DnsCache(int maxEntries, TimeProvider time)
{
    /// <summary>Places looked at for one insertion; the last one is taken when none is better.</summary>
    private const int MaxLooks = 16;

    private readonly ConcurrentDictionary<DnsQuestion, CacheEntry> _entries = new();
    private readonly List<CacheEntry> _ring = [];
    private readonly Lock _gate = new();
    private int _hand;

    /// <summary>Entries held, the expired ones included that have not given up their place yet.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _ring.Count;
            }
        }
    }

    public bool TryGet(DnsQuestion question, out object? answer)
    {
        if (!_entries.TryGetValue(question, out var entry) || entry.Expires <= time.GetTimestamp())
        {
            answer = null;
            return false;
        }

        if (!entry.IsUsed)
        {
            entry.IsUsed = true;
        }

        answer = entry.Answer;
        return true;
    }

    /// <summary>Keeps an answer for so long, in place of an older one to the same question. Nothing is kept for a life of zero.</summary>
    public void Set(DnsQuestion question, object answer, TimeSpan life)
    {
        if (life <= TimeSpan.Zero)
        {
            return;
        }

        long now = time.GetTimestamp();
        long expires = now + (long)(life.TotalSeconds * time.TimestampFrequency);

        lock (_gate)
        {
            int slot = _entries.TryGetValue(question, out var older) ? older.Slot : FreeSlot(now);
            var entry = new CacheEntry(question, answer, expires, slot);
            if (slot == _ring.Count)
            {
                _ring.Add(entry);
            }
            else
            {
                _ring[slot] = entry;
            }

            _entries[question] = entry;
        }
    }

    /// <summary>A place for a new entry: one whose owner has just been removed, or the end of the ring.</summary>
    private int FreeSlot(long now)
    {
        bool isFull = _ring.Count >= maxEntries;
        for (int look = 1; look <= MaxLooks && look <= _ring.Count; look++)
        {
            int slot = _hand;
            _hand = (_hand + 1) % _ring.Count;
            var entry = _ring[slot];
            if (entry.Expires <= now || (isFull && (!entry.IsUsed || look == MaxLooks || look == _ring.Count)))
            {
                _entries.TryRemove(entry.Question, out _);
                return slot;
            }

            // While there is room nobody has to go, so nobody loses his mark.
            entry.IsUsed &= !isFull;
        }

        return _ring.Count;
    }
}
