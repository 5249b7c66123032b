using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Logging;

/// <summary>Log messages of the log itself.</summary>
internal static partial class LineLog
{
    [LoggerMessage(6110, LogLevel.Warning, "{Count} log lines were lost, because nobody read standard output → let it be read faster, or log less")]
    public static partial void LinesLost(this ILogger logger, long count);
}
