using InboundFilter.Portal.Overview;
using InboundFilter.Portal.Tail;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal.Hosting;

/// <summary>Registers what the overview and the decisions' pages rest on.</summary>
internal static class WatchingExtensions
{
    public static void AddWatching(this IServiceCollection services)
    {
        services.AddSingleton<TrafficCounter>();
        services.AddSingleton<TrafficBoard>();
        services.AddSingleton<HealthBoard>();
        services.AddSingleton<DecisionTail>();
        services.AddHostedService(p => p.GetRequiredService<DecisionTail>());
    }
}
