namespace InboundFilter.Smtp.Proxy;

/// <summary>The counters behind <see cref="ProxyStatistics"/>. Thread-safe.</summary>
internal sealed class ProxyCounters
{
    private long _named;
    private long _unnamed;
    private long _local;
    private long _fromElsewhere;
    private long _bad;
    private long _late;
    private long _gone;
    private long _turnedAway;
    private int _waiting;

    /// <summary>Takes up a connection whose header is awaited, unless there are too many; one that was taken up must <see cref="EndWait"/>.</summary>
    public bool TryBeginWait(int max)
    {
        if (Interlocked.Increment(ref _waiting) <= max)
        {
            return true;
        }

        EndWait();
        Interlocked.Increment(ref _turnedAway);
        return false;
    }

    public void EndWait() => Interlocked.Decrement(ref _waiting);

    public void Took(ProxyHeader header) => Interlocked.Increment(ref header.IsLocal ? ref _local : ref header.Source is null ? ref _unnamed : ref _named);

    public void CameFromElsewhere() => Interlocked.Increment(ref _fromElsewhere);

    public void WasBad() => Interlocked.Increment(ref _bad);

    public void WasLate() => Interlocked.Increment(ref _late);

    public void WasGone() => Interlocked.Increment(ref _gone);

    public ProxyStatistics Read() => new(
        Interlocked.Read(ref _named),
        Interlocked.Read(ref _unnamed),
        Interlocked.Read(ref _local),
        Interlocked.Read(ref _fromElsewhere),
        Interlocked.Read(ref _bad),
        Interlocked.Read(ref _late),
        Interlocked.Read(ref _gone),
        Interlocked.Read(ref _turnedAway),
        Volatile.Read(ref _waiting));
}
