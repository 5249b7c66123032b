using System.Globalization;

namespace InboundFilter.Daemon.Systemd;

/// <summary>Tells systemd when we are ready, reloading or stopping, and that we are alive (<c>Type=notify-reload</c>). Does nothing where nobody wants to know. Thread-safe.</summary>
/// <param name="socket">Null: nobody wants to know.</param>
/// <param name="time">Clock. Its timestamps are CLOCK_MONOTONIC on Linux.</param>
internal sealed class ServiceManager(NotifySocket? socket, TimeProvider time) : IDisposable
{
    private ITimer? _watchdog;

    /// <summary>Takes mail from now on.</summary>
    /// <param name="status">For <c>systemctl status</c>.</param>
    public void Ready(string status) => socket?.Send("READY=1", $"STATUS={status}");

    /// <summary>A reload begins; <see cref="Ready"/> ends it.</summary>
    public void Reloading() => socket?.Send("RELOADING=1", string.Create(CultureInfo.InvariantCulture, $"MONOTONIC_USEC={Microseconds()}"), "STATUS=reading the configuration");

    public void Stopping() => socket?.Send("STOPPING=1", "STATUS=waiting for sessions to end");

    /// <summary>Says that we are alive, twice in each period: from the pool of threads that serves sessions, so that a daemon that serves nobody falls silent.</summary>
    /// <param name="period">After so long without a word systemd ends us.</param>
    public void Watch(TimeSpan period) => _watchdog = time.CreateTimer(_ => socket?.Send("WATCHDOG=1"), null, TimeSpan.Zero, period / 2);

    /// <summary>The watchdog's period as systemd gives it; null when it does not watch us.</summary>
    /// <param name="microseconds"><c>WATCHDOG_USEC</c>.</param>
    /// <param name="process"><c>WATCHDOG_PID</c>, which is another's when we were started by the service and are not it.</param>
    public static TimeSpan? WatchdogPeriod(string? microseconds, string? process) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long period) && period is > 0 and <= 86_400_000_000
        && (process is null || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(period)
            : null;

    public void Dispose()
    {
        _watchdog?.Dispose();
        socket?.Dispose();
    }

    private long Microseconds() => (long)(time.GetTimestamp() * (1_000_000.0 / time.TimestampFrequency));
}
