namespace InboundFilter.Fuzz.Running;

/// <summary>Looks once a second whether an input takes too long. From another thread, because the one that runs it may never come back.</summary>
/// <remarks>Time counts that this process was given: on a busy machine a wait alone proves nothing, unless it does not end at all.</remarks>
internal sealed class Watchdog : IDisposable
{
    /// <summary>Processor time that no input may need.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Time on the clock after which an input waits for something that does not come.</summary>
    public static readonly TimeSpan LimitOfWaiting = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Action<byte[]> _hangs;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private byte[]? _input;
    private long _begun;
    private TimeSpan _processorTime;

    /// <param name="time">Clock.</param>
    /// <param name="hangs">Is given the input that hangs; must end the process.</param>
    public Watchdog(TimeProvider time, Action<byte[]> hangs)
    {
        (_time, _hangs) = (time, hangs);
        _timer = time.CreateTimer(_ => Look(), null, Period, Period);
    }

    public void Begin(byte[] input)
    {
        lock (_gate)
        {
            (_input, _begun, _processorTime) = (input, _time.GetTimestamp(), TimeSpan.MinValue);
        }
    }

    public TimeSpan End()
    {
        lock (_gate)
        {
            _input = null;
            return _time.GetElapsedTime(_begun);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        byte[]? late = null;
        lock (_gate)
        {
            if (_input is null)
            {
                return;
            }

            // Taken at the first look, since asking at each input would cost more than most inputs do.
            var used = Environment.CpuUsage.TotalTime;
            if (_processorTime == TimeSpan.MinValue)
            {
                _processorTime = used;
            }

            if (used - _processorTime >= Limit || _time.GetElapsedTime(_begun) >= LimitOfWaiting)
            {
                late = _input;
            }
        }

        if (late is not null)
        {
            _hangs(late);
        }
    }
}
