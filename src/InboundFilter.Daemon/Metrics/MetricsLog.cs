using System.Net;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Metrics;

/// <summary>What is said of the metrics. Event ids 6600-6699; an id is never reused.</summary>
internal static partial class MetricsLog
{
    [LoggerMessage(6601, LogLevel.Warning, "some measurements are missing on the page of metrics")]
    public static partial void NotMeasured(this ILogger logger, Exception fault);

    [LoggerMessage(6602, LogLevel.Error, "cannot listen on {Address} for {What}: {Reason}; mail is taken all the same. Free the address, or name another at {Key} in inboundfilter.yaml, and restart")]
    public static partial void CannotServe(this ILogger logger, IPEndPoint address, string what, string reason, string key);

    [LoggerMessage(6603, LogLevel.Information, "metrics, health and readiness are shown on http://{Address}/")]
    public static partial void Serves(this ILogger logger, IPEndPoint address);
}
