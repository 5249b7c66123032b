using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InboundFilter.Smtp.Server;

/// <summary>
/// The orderly stop: new sessions get 421, those without a transaction get it at once, those with one after its end, and all are over after
/// <see cref="SmtpLimits.StopTimeout"/>.
/// </summary>
/// <remarks>As a hosted service it runs before any other service stops, so that the listeners are still there to say 421.</remarks>
public sealed class SmtpServerDrain(SmtpEngine engine, IOptionsMonitor<SmtpServerOptions> options, TimeProvider time, ILogger<SmtpServerDrain> log)
    : IHostedLifecycleService
{
    private readonly SessionRegistry _registry = engine.Registry;

    /// <summary>Completes when no session is left.</summary>
    /// <param name="cancellation">Cuts the sessions off before the time is over.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        Task empty = _registry.Stop();
        log.Stopping(_registry.Count);
        Each(session => session.Wake());

        try
        {
            await empty.WaitAsync(options.CurrentValue.Limits.StopTimeout, time, cancellation);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            log.CutOff(_registry.Count);
            Each(session => session.Abort());
        }
    }

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Each(Action<SmtpConnection> act)
    {
        List<SmtpConnection> sessions = [];
        _registry.Collect(sessions, static _ => true);
        foreach (SmtpConnection session in sessions)
        {
            act(session);
        }
    }
}
