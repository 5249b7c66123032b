using InboundFilter.Daemon.Configuration;

namespace InboundFilter.Daemon.Reload;

/// <summary>One reload, for log, command and dashboard.</summary>
/// <param name="Snapshot">The number of the snapshot in force afterwards.</param>
/// <param name="Problems">What is wrong in the files, and why the old snapshot stays if it does; also keys that need a restart.</param>
/// <param name="Took">From the first file to the swap.</param>
internal sealed record ReloadReport(
    DateTimeOffset Time, ReloadTrigger Trigger, ReloadOutcome Outcome, int Snapshot, IReadOnlyList<ConfigProblem> Problems, TimeSpan Took);
