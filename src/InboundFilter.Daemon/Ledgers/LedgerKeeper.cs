using InboundFilter.Ledger;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Maintenance;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Ledger.View;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Looks after the ledger while the daemon runs: opens it before the first client comes, keeps the view fresh, deletes what is too old, watches. Costs no mail, whatever happens.</summary>
internal sealed class LedgerKeeper(LedgerOptions options, LedgerWatch watch, LedgerView view, EvasionIndex evasion, CounterKeeper counters, Retention retention, TimeProvider time, ILogger<LedgerKeeper> log) : BackgroundService
{
    /// <summary>How long the first client waits until all blocks and grants are read; the rest is read while mail flows.</summary>
    public static readonly TimeSpan LoadingTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    /// <exception cref="LedgerException">A newer program has written the ledger: an administrator has to choose.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await watch.BeginAsync(options.File, cancellationToken);
        using var limit = new CancellationTokenSource(LoadingTime, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await view.RefreshAsync(linked.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            log.LedgerLoadsSlowly(LoadingTime.TotalSeconds);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepAsync(view.RunAsync, stoppingToken),
        KeepAsync(evasion.RunAsync, stoppingToken),
        KeepAsync(counters.RunAsync, stoppingToken),
        KeepAsync(retention.RunAsync, stoppingToken),
        KeepAsync(watch.RunAsync, stoppingToken));

    private async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A row that nobody can read, say: the host would stop the daemon for it.
                log.LedgerWorkFailed(fault);
                await Task.Delay(PauseAfterFault, time, stopping).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }
}
