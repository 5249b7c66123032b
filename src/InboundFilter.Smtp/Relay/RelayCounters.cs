namespace InboundFilter.Smtp.Relay;

/// <summary>The counters behind <see cref="RelayStatistics"/>. Thread-safe.</summary>
internal sealed class RelayCounters
{
    private long _dialled;
    private long _dialsFailed;
    private long _dialsSpared;
    private long _breakersOpened;
    private long _reused;
    private long _stale;
    private long _accepted;
    private long _lostAfterFinalDot;

    public void Dialled() => Interlocked.Increment(ref _dialled);

    public void DialFailed() => Interlocked.Increment(ref _dialsFailed);

    public void DialSpared() => Interlocked.Increment(ref _dialsSpared);

    public void BreakerOpened() => Interlocked.Increment(ref _breakersOpened);

    public void Reused() => Interlocked.Increment(ref _reused);

    public void FoundStale() => Interlocked.Increment(ref _stale);

    public void Accepted() => Interlocked.Increment(ref _accepted);

    public void LostAfterFinalDot() => Interlocked.Increment(ref _lostAfterFinalDot);

    public RelayStatistics Read(int idle, int inUse, int breakersOpen) => new(
        Interlocked.Read(ref _dialled),
        Interlocked.Read(ref _dialsFailed),
        Interlocked.Read(ref _dialsSpared),
        Interlocked.Read(ref _breakersOpened),
        Interlocked.Read(ref _reused),
        Interlocked.Read(ref _stale),
        Interlocked.Read(ref _accepted),
        Interlocked.Read(ref _lostAfterFinalDot),
        idle,
        inUse,
        breakersOpen);
}
