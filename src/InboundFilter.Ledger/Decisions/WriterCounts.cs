namespace InboundFilter.Ledger.Decisions;

/// <summary>How the writing of decisions goes, since the start.</summary>
/// <param name="Written">On disk.</param>
/// <param name="Shed">Lost: no room, or the store would not have them.</param>
/// <param name="Failures">Tries of a batch that failed.</param>
/// <param name="Waiting">Not yet written.</param>
/// <param name="IsFailing">The last try failed: a reason for an alarm.</param>
public sealed record WriterCounts(long Written, long Shed, long Failures, int Waiting, bool IsFailing);
