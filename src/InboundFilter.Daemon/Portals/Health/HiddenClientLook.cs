using InboundFilter.Policy;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Tells whether clients come from addresses that no server on the Internet has, so that somebody hides the true ones from us.</summary>
internal sealed class HiddenClientLook(HiddenClientAlarm alarm) : IHealthLook
{
    private const int MaxNamed = 5;

    public string Area => "Client addresses";

    public Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<HealthItem>>([ItemOf(alarm.Recent)]);

    private HealthItem ItemOf(IReadOnlyList<System.Net.IPAddress> recent) => recent.Count == 0
        ? new HealthItem(Area, null, HealthState.Good, "clients are seen by their true addresses")
        : new HealthItem(
            Area, null, HealthState.Bad,
            $"mail comes from {string.Join(", ", recent.Take(MaxNamed))}{(recent.Count > MaxNamed ? $" and {recent.Count - MaxNamed} more" : string.Empty)}: something in between hides the clients, and checks of them are blind → have it send the PROXY protocol or XCLIENT, or list it in clients: trusted");
}
