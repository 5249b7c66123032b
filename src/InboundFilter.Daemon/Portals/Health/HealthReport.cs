using InboundFilter.Portal.Ports;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Has all parts of the filter looked at side by side, each within a bound.</summary>
internal sealed class HealthReport(IEnumerable<IHealthLook> looks, TimeProvider time, ILogger<HealthReport> log) : IHealthReport
{
    /// <summary>Longest look.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private readonly IHealthLook[] _looks = [.. looks];

    public async Task<IReadOnlyList<HealthItem>> ReadAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var found = await Task.WhenAll(_looks.Select(look => GuardAsync(look, either.Token, cancellation)));
        return [.. found.SelectMany(items => items)];
    }

    private async Task<IReadOnlyList<HealthItem>> GuardAsync(IHealthLook look, CancellationToken bounded, CancellationToken cancellation)
    {
        try
        {
            return await look.LookAsync(bounded).WaitAsync(bounded);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [new HealthItem(look.Area, null, HealthState.Bad, $"did not answer within {Limit.TotalSeconds:0} s")];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One look that fails must not hide what the others saw.
            log.HealthLookFailed(fault, look.Area);
            return [new HealthItem(look.Area, null, HealthState.Bad, "could not be looked at; the log says why")];
        }
    }
}
