using InboundFilter.Portal.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Registers the health report, whose items come in this order.</summary>
internal static class HealthServiceExtensions
{
    public static IServiceCollection AddHealthReport(this IServiceCollection services) => services
        .AddSingleton<IHealthLook, ListsLook>()
        .AddSingleton<IHealthLook, LedgerLook>()
        .AddSingleton<IHealthLook, DiskLook>()
        .AddSingleton<IHealthLook, DnsLook>()
        .AddSingleton<IHealthLook, BlocklistLook>()
        .AddSingleton<IHealthLook, MailboxLook>()
        .AddSingleton<IHealthLook, CertificateLook>()
        .AddSingleton<IHealthLook, HiddenClientLook>()
        .AddSingleton<IHealthReport, HealthReport>();
}
