namespace InboundFilter.Ledger.Decisions;

/// <summary>A batch of decisions that could not be written when it was tried.</summary>
/// <param name="Time">When.</param>
/// <param name="Fault">What was in the way.</param>
/// <param name="Message">For the administrator.</param>
public sealed record WriterFailure(DateTimeOffset Time, LedgerFault Fault, string Message);
