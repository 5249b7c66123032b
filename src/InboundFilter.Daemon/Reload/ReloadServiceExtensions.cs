using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Reload;

/// <summary>Registers what keeps the policy of a running daemon up to date.</summary>
internal static class ReloadServiceExtensions
{
    /// <summary>Needs the <see cref="SnapshotSource"/>.</summary>
    public static IServiceCollection AddReload(this IServiceCollection services, FilterOptions options, StartOptions start)
    {
        services.AddSingleton(new ReloadTimes());
        services.AddSingleton(p => new SnapshotReloader(
            p.GetRequiredService<SnapshotSource>(),
            () => FilterComposition.Load(start),
            p.GetRequiredService<ReloadTimes>(),
            start.Time,
            p.GetRequiredService<ILogger<SnapshotReloader>>()));
        services.AddHostedService<ConfigurationWatcher>();
        services.AddHostedService<ReloadSignal>();
        if (options.Control is { } path)
        {
            services.AddHostedService(p => new ControlSocket(path, p.GetRequiredService<SnapshotReloader>(), start.Time, p.GetRequiredService<ILogger<ControlSocket>>()));
        }

        return services;
    }
}
