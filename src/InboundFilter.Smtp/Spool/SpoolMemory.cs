namespace InboundFilter.Smtp.Spool;

/// <summary>Memory for long messages, in blocks, bounded over all sessions; who gets none uses a file. Thread-safe.</summary>
/// <remarks>Blocks that nobody needed for a whole <see cref="TrimInterval"/> are left to the collector.</remarks>
internal sealed class SpoolMemory : IDisposable
{
    public const int BlockOctets = 256 << 10;

    public static readonly TimeSpan TrimInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Stack<byte[]> _idle = [];
    private readonly ITimer _trim;
    private int _inUse;
    private int _leastIdle;

    public SpoolMemory(TimeProvider time) =>
        _trim = time.CreateTimer(static memory => ((SpoolMemory)memory!).Trim(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Octets that messages hold now.</summary>
    public long OctetsInUse
    {
        get
        {
            lock (_gate)
            {
                return (long)_inUse * BlockOctets;
            }
        }
    }

    /// <summary>Octets kept for the next message.</summary>
    public long IdleOctets
    {
        get
        {
            lock (_gate)
            {
                return (long)_idle.Count * BlockOctets;
            }
        }
    }

    /// <summary>A block of <see cref="BlockOctets"/>, or null when the messages of all sessions already hold as much as they may.</summary>
    /// <param name="maxOctets">Of all blocks in use, this one included.</param>
    public byte[]? TryRent(long maxOctets)
    {
        lock (_gate)
        {
            if ((_inUse + 1L) * BlockOctets > maxOctets)
            {
                return null;
            }

            _inUse++;
            if (_idle.TryPop(out byte[]? block))
            {
                _leastIdle = Math.Min(_leastIdle, _idle.Count);
                return block;
            }
        }

        return GC.AllocateUninitializedArray<byte>(BlockOctets);
    }

    public void Return(byte[] block)
    {
        lock (_gate)
        {
            _inUse--;
            if (_idle.Count == 0)
            {
                _trim.Change(TrimInterval, Timeout.InfiniteTimeSpan);
            }

            _idle.Push(block);
        }
    }

    public void Dispose() => _trim.Dispose();

    private void Trim()
    {
        lock (_gate)
        {
            for (; _leastIdle > 0; _leastIdle--)
            {
                _idle.Pop();
            }

            _leastIdle = _idle.Count;
            if (_leastIdle > 0)
            {
                _trim.Change(TrimInterval, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
