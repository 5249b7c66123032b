namespace InboundFilter.Smtp.Server;

/// <summary>Ends sessions whose client is silent or slow: one timer a second for all of them, none per command.</summary>
internal sealed class DeadlineSweep : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SessionRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public DeadlineSweep(SessionRegistry registry, TimeProvider time)
    {
        _registry = registry;
        _time = time;
        _timer = time.CreateTimer(static sweep => ((DeadlineSweep)sweep!).Sweep(), this, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        long now = _time.GetTimestamp();
        List<SmtpConnection> late = [];
        _registry.Collect(late, session => session.Deadline.HasPassed(now));
        foreach (SmtpConnection session in late)
        {
            session.TimeOut();
        }
    }
}
