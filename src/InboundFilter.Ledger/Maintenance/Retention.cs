using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Maintenance;

/// <summary>Deletes what is too old, at intervals and in small batches, so that writers need not wait long.</summary>
/// <remarks>
/// A clock that was set forward by mistake would make everything old at once. So one that is more than <see cref="BelievedStep"/> ahead of the last purge, which
/// the ledger remembers, is doubted: nothing is deleted until it has stayed so for <see cref="Doubt"/>, measured by the time that runs and not by the clock.
/// </remarks>
public sealed class Retention(ILedgerMaintenance maintenance, LedgerOptions options, TimeProvider time, ILogger<Retention> log)
{
    /// <summary>How far the clock may be ahead of the last purge to be believed at once: a weekend without the daemon is no reason for doubt, and longer ones cost a delay.</summary>
    public static readonly TimeSpan BelievedStep = TimeSpan.FromDays(3);

    /// <summary>How long a clock that is further ahead must have run on before anything is deleted by it. A restart begins the wait anew.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromDays(1);

    /// <summary>Pause between batches, in which others write.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private bool _isFailing;
    private long? _doubtedSince;

    /// <summary>Works until cancelled; the first time at once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.PurgeInterval, time);
        try
        {
            do
            {
                await PurgeAsync(cancellation);
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    /// <summary>Deletes all that is too old now. A ledger that fails is logged once, and tried again at the next interval.</summary>
    /// <returns>Rows dealt with.</returns>
    public async Task<long> PurgeAsync(CancellationToken cancellation)
    {
        long total = 0;
        try
        {
            if (!await IsClockBelievedAsync(cancellation))
            {
                return 0;
            }

            int done;
            do
            {
                var now = time.GetUtcNow();
                done = await maintenance.PurgeAsync(new(now - options.KeepDecisions, now - options.KeepEvidence), now, options.PurgeBatch, cancellation);
                total += done;
                if (done > 0)
                {
                    await Task.Delay(Breath, time, cancellation);
                }
            }
            while (done > 0);
            _isFailing = false;
        }
        catch (LedgerException fault)
        {
            if (!_isFailing)
            {
                log.PurgeFailed(fault.Fault, fault.Message);
                _isFailing = true;
            }
        }

        if (total > 0)
        {
            log.Purged(total);
        }

        return total;
    }

    private async ValueTask<bool> IsClockBelievedAsync(CancellationToken cancellation)
    {
        if (await maintenance.LastPurgeAsync(cancellation) is not { } last || time.GetUtcNow() - last is var step && step <= BelievedStep)
        {
            _doubtedSince = null;
            return true;
        }

        if (_doubtedSince is { } since)
        {
            return time.GetElapsedTime(since) >= Doubt;
        }

        _doubtedSince = time.GetTimestamp();
        log.ClockIsDoubted(last, step.TotalDays, Doubt.TotalHours);
        return false;
    }
}
