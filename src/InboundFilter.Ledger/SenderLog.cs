using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger;

/// <summary>Log messages of counting, judging, noticing and recognising senders. Event ids 5200-5299; an id is never reused.</summary>
internal static partial class SenderLog
{
    [LoggerMessage(5200, LogLevel.Error, "what struck messages looked like cannot be read from the ledger ({Fault}: {Reason}); what is known stays in force")]
    public static partial void StrikesNotRead(this ILogger logger, LedgerFault fault, string reason);

    [LoggerMessage(5201, LogLevel.Information, "what struck messages looked like can be read from the ledger again")]
    public static partial void StrikesReadAgain(this ILogger logger);

    [LoggerMessage(5210, LogLevel.Error, "a decision could not be counted")]
    public static partial void NotCounted(this ILogger logger, Exception fault);

    [LoggerMessage(5211, LogLevel.Error, "counts of senders cannot be kept ({Fault}: {Reason}); they wait, and the smallest are lost when there are too many")]
    public static partial void CountingFails(this ILogger logger, LedgerFault fault, string reason);

    [LoggerMessage(5212, LogLevel.Warning, "{Subject} is over the threshold: {Finding}; {Code} blocks it")]
    public static partial void RatioBlocked(this ILogger logger, Subject subject, string finding, string code);

    [LoggerMessage(5213, LogLevel.Warning, "{Subject} is warned: {Finding}")]
    public static partial void RatioWarned(this ILogger logger, Subject subject, string finding);

    [LoggerMessage(5214, LogLevel.Warning, "a notice to {Receiver} was not taken: {Reason}")]
    public static partial void NoticeNotSent(this ILogger logger, string receiver, string reason);
}
