using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Metrics.Instruments;
using InboundFilter.Mail.Scanning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>Registers the content scanners.</summary>
internal static class ScannerServiceExtensions
{
    /// <summary>Registers those that are configured; none as shipped.</summary>
    public static IServiceCollection AddScanners(this IServiceCollection services, ScannerOptions options, TimeProvider time)
    {
        if (options.Clamd?.ToClamdOptions() is { } clamd)
        {
            services.AddMetrics();
            services.AddSingleton<ScanMetrics>();
            services.AddSingleton<IContentScanner>(p => new MeasuredScanner(
                new ClamdScanner(clamd, time, p.GetRequiredService<ILogger<ClamdScanner>>()), p.GetRequiredService<ScanMetrics>(), time));
        }

        return services;
    }
}
