using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Looks after one kind of part of the filter. Thread-safe.</summary>
internal interface IHealthLook
{
    /// <summary>What it looks after, such as <c>DNS</c>; the area of its items.</summary>
    string Area { get; }

    /// <summary>One item a part. The token ends when the time for it is over.</summary>
    Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation);
}
