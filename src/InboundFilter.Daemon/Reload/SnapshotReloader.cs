using InboundFilter.Daemon.Configuration;
using InboundFilter.Policy.Lists;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Reload;

/// <summary>Reads the whole configuration and puts it into force, or leaves the one in force alone and says why. Thread-safe.</summary>
/// <param name="source">What is in force.</param>
/// <param name="load">Reads all files.</param>
/// <param name="times">Waits.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where problems are told.</param>
internal sealed class SnapshotReloader(
    SnapshotSource source, Func<LoadedConfiguration> load, ReloadTimes times, TimeProvider time, ILogger<SnapshotReloader> log) : IDisposable
{
    /// <summary>Most problems of one reload that are logged singly.</summary>
    public const int MaxLogged = 100;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly FilterOptions _atStart = source.Configuration.Options;

    // Files that look half written, since when, in timestamps of the clock.
    private LoadedConfiguration? _doubtful;
    private long _doubtfulSince;
    private long? _unsettledSince;
    private bool _isUnrestTold;

    /// <summary>What was read last, in force or not; without the lists, which may be large.</summary>
    public LoadedConfiguration LastRead { get; private set; } = WithoutLists(source.Configuration);

    /// <summary>When <see cref="LastRead"/> began to be read, as a timestamp of the clock.</summary>
    public long LastReadAt { get; private set; }

    /// <summary>Reloads, after those who came before.</summary>
    /// <returns><see cref="ReloadOutcome.Unsettled"/> only for <see cref="ReloadTrigger.Change"/>: who asks for a reload is not made to ask again.</returns>
    public async Task<ReloadReport> ReloadAsync(ReloadTrigger trigger, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await ReadAndSwapAsync(trigger, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A bug of ours must cost the reload alone, and neither the policy in force nor the daemon.
            log.Failed(fault, trigger);
            return Finish(trigger, time.GetTimestamp(), [new ConfigProblem("reload", 0, $"failed: {fault.Message}", "see the log", ProblemSeverity.Fatal)]);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<ReloadReport> ReadAndSwapAsync(ReloadTrigger trigger, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            long began = time.GetTimestamp();
            var read = load();
            (LastRead, LastReadAt) = (WithoutLists(read), began);
            string? changing = SourceComparison.FirstChanged(read);
            if (trigger is ReloadTrigger.Change && (changing is not null || MayBeHalfWritten(read)))
            {
                WarnOfUnrest(changing);
                log.Unsettled(trigger);
                return Report(trigger, ReloadOutcome.Unsettled, began, read.Problems);
            }

            if (changing is null)
            {
                return Judge(trigger, began, read);
            }

            if (attempt == times.Attempts)
            {
                return Finish(trigger, began, [new ConfigProblem(changing, 0, "the file changed each time while it was read", "try again when nobody writes it", ProblemSeverity.Fatal)]);
            }

            await Task.Delay(times.Quiet, time, cancellation);
        }
    }

    private bool MayBeHalfWritten(LoadedConfiguration read)
    {
        if (!SourceComparison.LooksHalfWritten(read, source.Configuration))
        {
            _doubtful = null;
            return false;
        }

        if (_doubtful is null || !IsSame(_doubtful, read))
        {
            (_doubtful, _doubtfulSince) = (LastRead, time.GetTimestamp());
        }

        return time.GetElapsedTime(_doubtfulSince) < times.Settle;
    }

    private void WarnOfUnrest(string? changing)
    {
        _unsettledSince ??= time.GetTimestamp();
        if (!_isUnrestTold && changing is not null && time.GetElapsedTime(_unsettledSince.Value) >= times.LongestUnrest)
        {
            _isUnrestTold = true;
            log.NeverRests(changing, source.Current.Number);
        }
    }

    private static LoadedConfiguration WithoutLists(LoadedConfiguration read) => read with { Lists = AccessLists.Empty };

    private static bool IsSame(LoadedConfiguration one, LoadedConfiguration other) =>
        one.Sources.Select(file => (file.Path, file.Stamp)).SequenceEqual(other.Sources.Select(file => (file.Path, file.Stamp)));

    private ReloadReport Judge(ReloadTrigger trigger, long began, LoadedConfiguration read)
    {
        _doubtful = null;
        List<ConfigProblem> problems = [.. read.Problems, .. SourceComparison.Losses(read, source.Configuration)];
        if (problems.Exists(problem => problem.IsFatal))
        {
            return Finish(trigger, began, problems);
        }

        string main = read.Sources.Count > 0 ? read.Sources[0].Shown : string.Empty;
        problems.AddRange(RestartKeys.Changed(_atStart, read.Options).Select(key =>
            new ConfigProblem(main, 0, $"{key} has changed, which a reload does not put into force", "restart inboundfilter", ProblemSeverity.Warning)));
        int number = source.Swap(read).Number;
        log.Reloaded(trigger, number, read.Sources.Count, time.GetElapsedTime(began).TotalMilliseconds);
        return Tell(Report(trigger, ReloadOutcome.InForce, began, problems));
    }

    private ReloadReport Finish(ReloadTrigger trigger, long began, List<ConfigProblem> problems)
    {
        log.Kept(trigger, problems.Count, source.Current.Number);
        return Tell(Report(trigger, ReloadOutcome.Kept, began, problems));
    }

    private ReloadReport Report(ReloadTrigger trigger, ReloadOutcome outcome, long began, IReadOnlyList<ConfigProblem> problems) =>
        new(time.GetUtcNow(), trigger, outcome, source.Current.Number, problems, time.GetElapsedTime(began));

    private ReloadReport Tell(ReloadReport report)
    {
        (_unsettledSince, _isUnrestTold) = (null, false);

        // What keeps the old snapshot comes first, so that no bound hides it.
        foreach (var problem in report.Problems.OrderByDescending(problem => problem.Severity).Take(MaxLogged))
        {
            if (problem.Severity is ProblemSeverity.Warning)
            {
                log.Warn(problem.ToString());
            }
            else
            {
                log.Fault(problem.ToString());
            }
        }

        if (report.Problems.Count > MaxLogged)
        {
            log.MoreProblems(report.Problems.Count - MaxLogged);
        }

        try
        {
            source.Tell(report);
        }
        catch (Exception fault)
        {
            // Who only wants to know of a reload must not undo it.
            log.ListenerFailed(fault);
        }

        return report;
    }
}
