using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Maintenance;

/// <summary>Deletes what is too old, at intervals and in small batches, so that writers need not wait long.</summary>
public sealed class Retention(ILedgerMaintenance maintenance, LedgerOptions options, TimeProvider time, ILogger<Retention> log)
{
    /// <summary>Pause between batches, in which others write.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private bool _isFailing;

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
}
