using InboundFilter.Ledger;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>What the daemon says of its ledger. Event ids 6300-6399; an id is never reused.</summary>
internal static partial class LedgerKeeperLog
{
    [LoggerMessage(6301, LogLevel.Error, "ALARM: the ledger cannot be opened ({Fault}): {Problem}; mail flows, nothing is recorded, and it is tried again")]
    public static partial void LedgerCannotBeOpened(this ILogger logger, LedgerFault fault, string problem);

    [LoggerMessage(6302, LogLevel.Error, "ALARM: the ledger fails: {Reason}; mail flows on. Since the start: {Written} decisions written, {Shed} lost, {Failures} tries failed; {Waiting} are waiting")]
    public static partial void LedgerAlarm(this ILogger logger, string reason, long written, long shed, long failures, int waiting);

    [LoggerMessage(6303, LogLevel.Warning, "the ledger is well again. Since the start: {Written} decisions written, {Shed} lost; {Waiting} are waiting")]
    public static partial void LedgerIsWell(this ILogger logger, long written, long shed, int waiting);

    [LoggerMessage(6304, LogLevel.Warning, "blocks and grants are not all read after {Seconds} s; mail is taken meanwhile, and those not read yet do not count")]
    public static partial void LedgerLoadsSlowly(this ILogger logger, double seconds);

    [LoggerMessage(6305, LogLevel.Error, "ALARM: work on the ledger failed; it is begun again")]
    public static partial void LedgerWorkFailed(this ILogger logger, Exception fault);

    [LoggerMessage(6306, LogLevel.Critical, "the ledger cannot be used: {Problem}")]
    public static partial void LedgerRefused(this ILogger logger, string problem);

    [LoggerMessage(6307, LogLevel.Warning, "there is no ledger: decisions are found in this log only, and nobody is blocked by evidence")]
    public static partial void NoLedger(this ILogger logger);
}
