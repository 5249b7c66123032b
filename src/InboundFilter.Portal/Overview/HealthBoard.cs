using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Overview;

/// <summary>How the parts of the filter are, asked at most every few seconds however many look. Thread-safe.</summary>
public sealed class HealthBoard(IHealthReport report, TimeProvider time)
{
    /// <summary>How long a report is shown again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    /// <summary>How long a page waits for a new one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly KeptValue<IReadOnlyList<HealthItem>> _items = new(() => report.ReadAsync(CancellationToken.None), KeptFor, Patience, time);

    /// <summary>Null while the parts are asked for the first time.</summary>
    public Task<IReadOnlyList<HealthItem>?> ReadAsync(CancellationToken cancellation) => _items.ReadAsync(cancellation);
}
