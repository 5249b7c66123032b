namespace InboundFilter.Ledger.Maintenance;

/// <summary>How old things may become. A block's evidence is kept as long as the block is in force.</summary>
/// <param name="DecisionsBefore">Decisions and requests' references older than this go.</param>
/// <param name="EvidenceBefore">Evidence, ended blocks and grants, closed requests, counters and notices older than this go.</param>
public sealed record RetentionPeriods(DateTimeOffset DecisionsBefore, DateTimeOffset EvidenceBefore);
