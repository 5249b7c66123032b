using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using Microsoft.Extensions.Hosting;

namespace InboundFilter.Portal.Tail;

/// <summary>Reads new decisions for all who follow them: once a second while there is anybody, however many they are. Thread-safe.</summary>
public sealed class DecisionTail : BackgroundService
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Who may follow at the same time.</summary>
    public const int MaxListeners = 32;

    /// <summary>Decisions read at a look; what is more than this is left out, since nobody reads so fast.</summary>
    public const int MaxAtOnce = 500;

    private readonly PortalLedger _ledger;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<TailListener> _listeners = [];
    private readonly SemaphoreSlim _came = new(0, 1);
    private readonly CancellationTokenRegistration _ending;
    private bool _isOver;

    /// <param name="ledger">What is followed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="lifetime">Ends all streams as soon as the daemon begins to stop: the web server waits for them before it lets this service stop.</param>
    public DecisionTail(PortalLedger ledger, TimeProvider time, IHostApplicationLifetime? lifetime = null)
    {
        (_ledger, _time) = (ledger, time);
        _ending = lifetime?.ApplicationStopping.Register(End) ?? default;
    }

    /// <summary>Who follows now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count;
            }
        }
    }

    /// <summary>Follows the decisions that a query wants, from now on.</summary>
    /// <returns>To be disposed of; null when too many follow already, or the daemon stops.</returns>
    /// <exception cref="LedgerException">The ledger is off or fails.</exception>
    public async Task<TailListener?> FollowAsync(DecisionQuery query, CancellationToken cancellation)
    {
        long newest = await _ledger.Store.Decisions.LastIdAsync(cancellation);
        lock (_gate)
        {
            if (_isOver || _listeners.Count >= MaxListeners)
            {
                return null;
            }

            var listener = new TailListener(query, newest, Leave);
            _listeners.Add(listener);
            if (_came.CurrentCount == 0)
            {
                _came.Release();
            }

            return listener;
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        End();
        return base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _ending.Dispose();
        base.Dispose();
        _came.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _came.WaitAsync(stoppingToken);
                await ServeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Reads on until the last listener has gone.</summary>
    private async Task ServeAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (Listeners() is { Length: > 0 } listeners)
        {
            try
            {
                await ReadAsync(listeners, stopping);
            }
            catch (LedgerException)
            {
                // It is tried again; the health on the overview tells what is wrong.
            }

            await timer.WaitForNextTickAsync(stopping);
        }
    }

    /// <summary>Reads what any of them has not seen: each knows its own place, so that nobody misses what came while he joined.</summary>
    private async Task ReadAsync(TailListener[] listeners, CancellationToken stopping)
    {
        var decisions = _ledger.Store.Decisions;
        long newest = await decisions.LastIdAsync(stopping);
        foreach (var listener in listeners)
        {
            // Ids count anew when the file was deleted and begun again.
            listener.After = listener.After <= newest ? listener.After : 0;
        }

        long after = listeners.Min(l => l.After);
        if (newest == after)
        {
            return;
        }

        foreach (var decision in await decisions.FollowAsync(new DecisionQuery(), Math.Max(after, newest - MaxAtOnce), MaxAtOnce, stopping))
        {
            Array.ForEach(listeners, l => l.Offer(decision));
        }
    }

    private TailListener[] Listeners()
    {
        lock (_gate)
        {
            return [.. _listeners];
        }
    }

    private void Leave(TailListener listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }

        listener.End();
    }

    private void End()
    {
        lock (_gate)
        {
            _isOver = true;
            _listeners.ForEach(l => l.End());
        }
    }
}
