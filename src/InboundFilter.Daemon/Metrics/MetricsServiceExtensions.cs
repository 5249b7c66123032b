using System.Diagnostics.Metrics;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Metrics.Exposition;
using InboundFilter.Daemon.Metrics.Health;
using InboundFilter.Daemon.Metrics.Instruments;
using InboundFilter.Daemon.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace InboundFilter.Daemon.Metrics;

/// <summary>Adds metrics, health and readiness to the daemon. With <c>metrics: off</c> nothing is measured and nothing listens.</summary>
internal static class MetricsServiceExtensions
{
    private const string ServiceName = "inboundfilter";
    private const string UsualOtlpPath = "v1/metrics";

    public static void AddMetrics(this WebApplicationBuilder builder, FilterOptions options)
    {
        if (options.Metrics is not { } metrics)
        {
            return;
        }

        var services = builder.Services;
        services.AddSingleton<IInstrumentSet, ProcessInstruments>();
        services.AddSingleton<IInstrumentSet, SmtpInstruments>();
        services.AddSingleton<IInstrumentSet, DnsInstruments>();
        services.AddSingleton<IInstrumentSet, DnsblInstruments>();
        services.AddSingleton<IInstrumentSet, RelayInstruments>();
        services.AddSingleton<IInstrumentSet, ListsInstruments>();
        services.AddSingleton<IInstrumentSet, LedgerInstruments>();
        services.AddSingleton(p =>
        {
            var meters = p.GetRequiredService<IMeterFactory>();
            return new MetricCollector(instrument => WantedInstruments.Includes(instrument, meters), p.GetRequiredService<ILogger<MetricCollector>>());
        });
        services.AddSingleton<Readiness>();
        services.AddSingleton<MetricsPages>();
        services.AddHostedService<InstrumentKeeper>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForPages(metrics.Listen, "metrics"));
        if (metrics.Otlp is { } collector)
        {
            services.AddOtlp(EndpointOf(collector), metrics.OtlpInterval, options);
        }
    }

    public static void MapMetrics(this WebApplication app, FilterOptions options)
    {
        if (options.Metrics is { } metrics)
        {
            app.MapListener(metrics.Listen, pages => pages.Run(app.Services.GetRequiredService<MetricsPages>().AnswerAsync));
        }
    }

    internal static Uri EndpointOf(Uri collector) => collector.AbsolutePath == "/" ? new Uri(collector, UsualOtlpPath) : collector;

    private static void AddOtlp(this IServiceCollection services, Uri endpoint, TimeSpan interval, FilterOptions options) =>
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: ProcessInstruments.Version, serviceInstanceId: options.HostName.Value))
            .WithMetrics(metrics => metrics
                .AddMeter($"{WantedInstruments.OurMeters}*")
                .AddOtlpExporter((exporter, reader) =>
                {
                    exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                    exporter.Endpoint = endpoint;
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)interval.TotalMilliseconds;
                }));
}
