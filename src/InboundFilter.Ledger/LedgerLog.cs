using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger;

/// <summary>Log messages of the ledger. Event ids 5000-5499; an id is never reused.</summary>
internal static partial class LedgerLog
{
    [LoggerMessage(5001, LogLevel.Error, "the ledger takes no decisions ({Fault}: {Reason}); mail flows on, decisions that find no room meanwhile are lost and counted")]
    public static partial void WritingFails(this ILogger logger, LedgerFault fault, string reason);

    [LoggerMessage(5002, LogLevel.Warning, "the ledger takes decisions again; {Shed} were lost since the start")]
    public static partial void WritingRecovered(this ILogger logger, long shed);

    [LoggerMessage(5003, LogLevel.Error, "more decisions come than the ledger can write; those that find no room are lost and counted")]
    public static partial void Sheds(this ILogger logger);

    [LoggerMessage(5004, LogLevel.Error, "{Count} decisions could not be written and are lost")]
    public static partial void Dropped(this ILogger logger, Exception fault, int count);

    [LoggerMessage(5005, LogLevel.Error, "blocks and grants cannot be read from the ledger ({Fault}: {Reason}); those already known stay in force")]
    public static partial void ReadingFails(this ILogger logger, LedgerFault fault, string reason);

    [LoggerMessage(5006, LogLevel.Information, "blocks and grants can be read from the ledger again")]
    public static partial void ReadingRecovered(this ILogger logger);

    [LoggerMessage(5007, LogLevel.Critical, "ALARM: the ledger {File} is damaged ({Reason}); it was moved to {Aside} and a new one begun. Restore it from a backup if you can")]
    public static partial void MovedAside(this ILogger logger, string file, string reason, string aside);

    [LoggerMessage(5008, LogLevel.Critical, "ALARM: the ledger {File} has been deleted or moved away; a new one is begun")]
    public static partial void WasDeleted(this ILogger logger, string file);

    [LoggerMessage(5009, LogLevel.Warning, "the ledger {File} was not closed properly or looks damaged; it is being checked")]
    public static partial void IsBeingChecked(this ILogger logger, string file);

    [LoggerMessage(5010, LogLevel.Information, "the ledger {File} is now at version {Version}")]
    public static partial void Upgraded(this ILogger logger, string file, int version);

    [LoggerMessage(5011, LogLevel.Warning, "another ledger is in the place of the former one; the {Blocks} blocks and {Grants} grants known so far stay in force until their time is over")]
    public static partial void AnotherLedger(this ILogger logger, int blocks, int grants);

    [LoggerMessage(5012, LogLevel.Error, "what is too old could not be deleted from the ledger ({Fault}: {Reason}); it is tried again later")]
    public static partial void PurgeFailed(this ILogger logger, LedgerFault fault, string reason);

    [LoggerMessage(5013, LogLevel.Information, "{Count} rows were too old and are deleted from the ledger")]
    public static partial void Purged(this ILogger logger, long count);

    [LoggerMessage(5014, LogLevel.Error, "ALARM: the clock is {Days:0.0} days ahead of {Last:O}, when what is too old was last deleted from the ledger; if it is wrong, set it right: nothing is deleted for {Hours} hours")]
    public static partial void ClockIsDoubted(this ILogger logger, DateTimeOffset last, double days, double hours);

    [LoggerMessage(5101, LogLevel.Information, "strike ({Kind}) against {Address}: {Answer} {Blocks}")]
    public static partial void Struck(this ILogger logger, string kind, System.Net.IPAddress? address, Strikes.StrikeAnswer answer, string blocks);

    [LoggerMessage(5102, LogLevel.Error, "evidence could not be kept ({Fault}: {Reason}); it is tried again")]
    public static partial void EvidenceFails(this ILogger logger, LedgerFault fault, string reason);

    [LoggerMessage(5103, LogLevel.Error, "{Count} pieces of evidence found no room or could not be kept, and are lost")]
    public static partial void EvidenceLost(this ILogger logger, long count);
}
