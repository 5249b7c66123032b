using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Policy.Verdicts;

/// <summary>The checks of one stage under way for one session. Not thread-safe: used by its session only.</summary>
public sealed class StageRun
{
    private static readonly Verdict NotAsked = Verdict.NotApplicable("not asked: an earlier objection had decided");

    private readonly Stage _stage;
    private readonly TimeProvider _time;
    private readonly PolicyMetrics? _metrics;
    private readonly List<(CheckInfo Check, ValueTask<CheckResult> Pending)> _pending;
    private List<(CheckInfo Check, Func<ValueTask<CheckResult>> Begin)>? _postponed;
    private CheckResult[]? _results;

    internal StageRun(Stage stage, int capacity, TimeProvider time, PolicyMetrics? metrics) =>
        (_stage, _time, _metrics, _pending) = (stage, time, metrics, new(capacity));

    /// <summary>How specific a voucher is that needed no lookup and covers everything, so that only more specific list entries need
    /// be asked about; null when there is none.</summary>
    public Specificity? VouchedAt { get; internal set; }

    /// <summary>Whether checks have not begun that might change a decision under the rules of a recipient.</summary>
    /// <param name="decision">By the verdicts of all stages.</param>
    /// <param name="rules">The recipient's.</param>
    public bool HoldsBack(Decision decision, RuleBook rules) =>
        _postponed is { } waiting && waiting.Exists(p => FirstPlace(p.Check, rules) <= decision.PlaceOfObjection(rules));

    /// <summary>Begins what was postponed.</summary>
    public void BeginPostponed()
    {
        foreach (var (check, begin) in _postponed ?? [])
        {
            Add(check, begin());
        }

        (_postponed, _results) = (null, null);
    }

    /// <summary>Waits for all verdicts, each no longer than the limit, unless the check has its own; what is late is undecided. May be called again.</summary>
    public async ValueTask<IReadOnlyList<CheckResult>> CollectAsync(TimeSpan limit, CancellationToken cancellation)
    {
        if (_results is not null)
        {
            return _results;
        }

        var results = new CheckResult[_pending.Count];
        long start = _time.GetTimestamp();
        for (int i = 0; i < results.Length; i++)
        {
            var (check, pending) = _pending[i];
            if (pending.IsCompleted)
            {
                results[i] = await pending;
                continue;
            }

            var ofCheck = check.Limit ?? limit;
            var left = ofCheck - _time.GetElapsedTime(start);
            try
            {
                results[i] = await pending.AsTask().WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time, cancellation);
            }
            catch (TimeoutException)
            {
                results[i] = new CheckResult(check, _stage, StageRunner.Failed(check, $"no verdict within {ofCheck.TotalSeconds:0} s").ByOverload(), ofCheck);
            }
        }

        if (results.Length > 0)
        {
            _metrics?.Collected(_stage, Longest(results));
        }

        return _results = _postponed is null ? results : [.. results, .. _postponed.Select(p => new CheckResult(p.Check, _stage, NotAsked, TimeSpan.Zero))];
    }

    /// <summary>The verdicts of runs that have been collected, in their order.</summary>
    public static IReadOnlyList<CheckResult> Join(ReadOnlySpan<StageRun?> runs)
    {
        int count = 0;
        foreach (var run in runs)
        {
            count += run?._results?.Length ?? 0;
        }

        var all = new CheckResult[count];
        int next = 0;
        foreach (var run in runs)
        {
            run?._results?.CopyTo(all, next);
            next += run?._results?.Length ?? 0;
        }

        return all;
    }

    /// <summary>The foremost place of a check's codes.</summary>
    internal static int FirstPlace(CheckInfo check, RuleBook rules)
    {
        int first = int.MaxValue;
        foreach (var code in check.Codes)
        {
            first = Math.Min(first, rules.For(code).Place);
        }

        return first;
    }

    /// <summary>Adds the verdicts that are there already.</summary>
    internal void AddKnown(List<CheckResult> known)
    {
        foreach (var (_, pending) in _pending)
        {
            if (pending.IsCompletedSuccessfully)
            {
                known.Add(pending.Result);
            }
        }
    }

    internal void Postpone(CheckInfo check, Func<ValueTask<CheckResult>> begin) => (_postponed ??= []).Add((check, begin));

    internal void Add(CheckInfo check, ValueTask<CheckResult> pending)
    {
        // A value task is consumed once; what is complete is kept as its result.
        if (pending.IsCompletedSuccessfully)
        {
            var result = pending.Result;
            if (result.Verdict.VouchesForAllAt is { } at && !(VouchedAt >= at))
            {
                VouchedAt = at;
            }

            pending = new(result);
        }

        _pending.Add((check, pending));
    }

    private static TimeSpan Longest(ReadOnlySpan<CheckResult> results)
    {
        var longest = TimeSpan.Zero;
        foreach (ref readonly var result in results)
        {
            longest = result.Elapsed > longest ? result.Elapsed : longest;
        }

        return longest;
    }
}
