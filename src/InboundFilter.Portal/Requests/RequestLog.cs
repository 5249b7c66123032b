using InboundFilter.Ledger;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Portal.Requests;

/// <summary>Log messages about senders' requests. Event ids 5540-5559; an id is never reused.</summary>
internal static partial class RequestLog
{
    [LoggerMessage(5540, LogLevel.Warning, "Answers to requests cannot be mailed while the ledger fails ({Fault}): {Message}")]
    public static partial void AnswersNotMailed(this ILogger logger, LedgerFault fault, string message);
}
