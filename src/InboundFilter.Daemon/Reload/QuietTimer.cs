namespace InboundFilter.Daemon.Reload;

/// <summary>Calls once when something that happens again and again has come to rest. Thread-safe.</summary>
internal sealed class QuietTimer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _quiet;
    private readonly TimeSpan _longest;
    private readonly Action _rest;
    private readonly ITimer _timer;
    private long _first;
    private bool _isArmed;

    /// <param name="time">The clock.</param>
    /// <param name="quiet">Rest that is waited for.</param>
    /// <param name="longest">Calls after this time even if there was no rest.</param>
    /// <param name="rest">Called on a timer's thread; must not block.</param>
    public QuietTimer(TimeProvider time, TimeSpan quiet, TimeSpan longest, Action rest)
    {
        (_time, _quiet, _longest, _rest) = (time, quiet, longest, rest);
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It happened.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            if (!_isArmed)
            {
                (_isArmed, _first) = (true, _time.GetTimestamp());
            }

            // Never zero: the timer would call within this lock on some clocks.
            var left = _longest - _time.GetElapsedTime(_first);
            var wait = left < _quiet ? left : _quiet;
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Something may have happened: the wait begins unless it has begun, and is not made longer.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_isArmed)
            {
                return;
            }
        }

        Touch();
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        lock (_gate)
        {
            if (!_isArmed)
            {
                return;
            }

            _isArmed = false;
        }

        _rest();
    }
}
