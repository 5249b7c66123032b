using Microsoft.Extensions.Logging;

namespace InboundFilter.Mail.Scanning;

/// <summary>Log messages about content scanners. Event ids 4500-4599; an id is never reused.</summary>
internal static partial class ScanLog
{
    [LoggerMessage(4501, LogLevel.Error, "the scanner {Scanner} fails again and again and is left alone for {Duration}: it {Reason}")]
    public static partial void ScannerAway(this ILogger logger, string scanner, string reason, TimeSpan duration);

    [LoggerMessage(4502, LogLevel.Information, "the scanner {Scanner} is in use again")]
    public static partial void ScannerBack(this ILogger logger, string scanner);
}
