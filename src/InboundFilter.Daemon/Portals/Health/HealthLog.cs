using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Log messages of the portal's health report. Event ids 6900-6909; an id is never reused.</summary>
internal static partial class HealthLog
{
    [LoggerMessage(6900, LogLevel.Error, "the health of {Area} could not be looked at")]
    public static partial void HealthLookFailed(this ILogger logger, Exception fault, string area);
}
