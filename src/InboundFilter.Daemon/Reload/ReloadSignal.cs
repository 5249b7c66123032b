using System.Runtime.InteropServices;
using InboundFilter.Daemon.Systemd;
using Microsoft.Extensions.Hosting;

namespace InboundFilter.Daemon.Reload;

/// <summary>Reloads on SIGHUP.</summary>
internal sealed class ReloadSignal(SnapshotReloader reloader, ServiceManager manager) : BackgroundService
{
    // One reload that waits is enough: it reads what stands there when its turn comes.
    private readonly SemaphoreSlim _asked = new(0, 1);

    public override void Dispose()
    {
        base.Dispose();
        _asked.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Take);
        while (true)
        {
            await _asked.WaitAsync(stoppingToken);
            manager.Reloading();
            await reloader.ReloadAsync(ReloadTrigger.Signal, stoppingToken);
        }
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already asked for.
        }
    }
}
