using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Daemon.Systemd;

/// <summary>Registers what keeps systemd informed.</summary>
internal static class SystemdServiceExtensions
{
    public static void AddSystemd(this IServiceCollection services)
    {
        services.AddSingleton(p => new ServiceManager(
            NotifySocket.Open(Environment.GetEnvironmentVariable(NotifySocket.PathVariable)), p.GetRequiredService<TimeProvider>()));
        services.AddHostedService<SystemdService>();
    }
}
