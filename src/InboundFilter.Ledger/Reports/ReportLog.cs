using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Reports;

/// <summary>Log messages about reports. Event ids 5300-5399; an id is never reused.</summary>
internal static partial class ReportLog
{
    [LoggerMessage(5301, LogLevel.Information, "report by {Reporter}: {Result}, decision {Decision} ({Reason})")]
    public static partial void ReportTaken(this ILogger logger, string reporter, ReportResult result, string? decision, string reason);

    [LoggerMessage(5302, LogLevel.Warning, "a report by {Reporter} found no room and is not taken")]
    public static partial void ReportShed(this ILogger logger, string reporter);

    [LoggerMessage(5303, LogLevel.Error, "a report by {Reporter} could not be kept")]
    public static partial void ReportLost(this ILogger logger, Exception fault, string reporter);
}
