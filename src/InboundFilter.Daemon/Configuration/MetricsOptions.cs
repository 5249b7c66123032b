using System.ComponentModel.DataAnnotations;
using System.Net;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Where measurements go.</summary>
internal sealed record MetricsOptions
{
    /// <summary>Address and port of <c>/metrics</c>, <c>/healthz</c> and <c>/readyz</c>. Whoever reaches them reads them: there is no login.</summary>
    [Required]
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 9025);

    /// <summary>An OpenTelemetry collector that takes metrics by OTLP over HTTP; <c>/v1/metrics</c> is added where there is no path. Null for none.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Time between two exports to the collector.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OtlpInterval { get; init; } = TimeSpan.FromMinutes(1);
}
