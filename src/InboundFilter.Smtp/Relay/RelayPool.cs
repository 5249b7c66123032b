using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Relay;

/// <summary>The connections to one mailbox server: hands out open ones, makes new ones, closes those that nobody needs. Thread-safe.</summary>
internal sealed class RelayPool : IAsyncDisposable
{
    private readonly RelayOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly RelayCounters _counters;
    private readonly RelayDialer _dialer;
    private readonly SemaphoreSlim _permits;
    private readonly ITimer _sweep;
    private readonly Lock _gate = new();

    // The one used last is used next, so that those beyond the need grow old at the front.
    private readonly List<RelayConnection> _idle = [];
    private bool _closed;
    private Task _sweeping = Task.CompletedTask;

    public RelayPool(RelayOptions options, TimeProvider time, ILogger log, RelayCounters counters)
    {
        _options = options;
        _time = time;
        _log = log;
        _counters = counters;
        _dialer = new RelayDialer(options, time, log, counters);
        _permits = new SemaphoreSlim(options.MaxConnections);
        _sweep = time.CreateTimer(static pool => ((RelayPool)pool!).Sweep(), this, options.IdleTimeout, options.IdleTimeout / 2);
    }

    public int Idle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Count;
            }
        }
    }

    public int BreakersOpen => _dialer.BreakersOpen;

    /// <summary>Whether the last dial found a host; null before the first.</summary>
    public bool? IsReachable => _dialer.IsReachable;

    public int InUse => _options.MaxConnections - _permits.CurrentCount;

    /// <summary>An open connection, or a new one.</summary>
    /// <remarks>To be given back by <see cref="ReturnAsync"/>, or replaced by <see cref="ReplaceAsync"/>.</remarks>
    /// <exception cref="RelayException">No host can be used, or too many connections are in use.</exception>
    public async ValueTask<RelayConnection> TakeAsync(CancellationToken cancellation)
    {
        await WaitForPermitAsync(cancellation);
        try
        {
            while (TakeIdle() is { } connection)
            {
                if (!connection.HasHungUp)
                {
                    _counters.Reused();
                    return connection;
                }

                _counters.FoundStale();
                await connection.DisposeAsync();
            }

            return await _dialer.DialAsync(cancellation);
        }
        catch
        {
            _permits.Release();
            throw;
        }
    }

    /// <summary>A new connection in place of one that turned out to be dead.</summary>
    /// <exception cref="RelayException">No host can be used. The dead one is still to be given back.</exception>
    public ValueTask<RelayConnection> ReplaceAsync(CancellationToken cancellation)
    {
        _counters.FoundStale();
        return _dialer.DialAsync(cancellation);
    }

    /// <summary>Takes a connection back, in whatever state, and keeps it if it is of use.</summary>
    public async ValueTask ReturnAsync(RelayConnection connection)
    {
        try
        {
            if (!await connection.TryReleaseAsync(_time.GetTimestamp()) || !TryKeep(connection))
            {
                await connection.DisposeAsync();
            }
        }
        finally
        {
            _permits.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await _sweeping;
        List<RelayConnection> idle;
        lock (_gate)
        {
            _closed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var connection in idle)
        {
            await connection.DisposeAsync();
        }
    }

    private async ValueTask WaitForPermitAsync(CancellationToken cancellation)
    {
        if (_permits.Wait(0, CancellationToken.None))
        {
            return;
        }

        using var limit = new CancellationTokenSource(_options.ConnectionWait, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _permits.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _log.AllConnectionsInUse(_options.Name, _options.MaxConnections);
            throw new RelayException($"all {_options.MaxConnections} connections are in use");
        }
    }

    private RelayConnection? TakeIdle()
    {
        lock (_gate)
        {
            if (_idle.Count == 0)
            {
                return null;
            }

            var connection = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return connection;
        }
    }

    private bool TryKeep(RelayConnection connection)
    {
        lock (_gate)
        {
            if (_closed || _idle.Count >= _options.MaxIdleConnections)
            {
                return false;
            }

            _idle.Add(connection);
            return true;
        }
    }

    private void Sweep() => _sweeping = CloseExpiredAsync();

    private async Task CloseExpiredAsync()
    {
        List<RelayConnection> expired;
        lock (_gate)
        {
            int count = _idle.FindIndex(c => _time.GetElapsedTime(c.IdleSince) < _options.IdleTimeout);
            count = count < 0 ? _idle.Count : count;
            expired = _idle.GetRange(0, count);
            _idle.RemoveRange(0, count);
        }

        foreach (var connection in expired)
        {
            await connection.DisposeAsync();
        }
    }
}
