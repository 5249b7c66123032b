using InboundFilter.Portal.Ports;

namespace InboundFilter.Tests.Portal;

/// <summary>Parts of the filter that are as a test says.</summary>
internal sealed class FixedHealth : IHealthReport
{
    public List<HealthItem> Items { get; } = [];

    public Task<IReadOnlyList<HealthItem>> ReadAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<HealthItem>>([.. Items]);
}
