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
    private CheckResult[] _results;   // in the order of the checks; those that are awaited have a place without a verdict
    private int _count;
    private List<(int Place, Task<CheckResult> Pending)>? _awaited;
    private List<(CheckInfo Check, Func<ValueTask<CheckResult>> Begin)>? _postponed;
    private bool _isCollected;

    internal StageRun(Stage stage, int capacity, TimeProvider time, PolicyMetrics? metrics) =>
        (_stage, _time, _metrics, _results) = (stage, time, metrics, capacity > 0 ? new CheckResult[capacity] : []);

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
        var waiting = _postponed ?? [];
        _count -= _isCollected ? waiting.Count : 0;
        (_postponed, _isCollected) = (null, false);
        foreach (var (check, begin) in waiting)
        {
            Add(check, begin());
        }
    }

    /// <summary>Waits for all verdicts, each no longer than the limit, unless the check has its own; what is late is undecided. May be called again.</summary>
    public ValueTask CollectAsync(TimeSpan limit, CancellationToken cancellation)
    {
        if (_awaited is { Count: > 0 } awaited)
        {
            return CollectAsync(awaited, limit, cancellation);
        }

        Conclude();
        return default;
    }

    /// <summary>The verdicts of runs that have been collected, in their order.</summary>
    public static IReadOnlyList<CheckResult> Join(params ReadOnlySpan<StageRun?> runs)
    {
        int count = 0;
        foreach (var run in runs)
        {
            count += run is { _isCollected: true } ? run._count : 0;
        }

        var all = new CheckResult[count];
        int next = 0;
        foreach (var run in runs)
        {
            if (run is { _isCollected: true })
            {
                run._results.AsSpan(0, run._count).CopyTo(all.AsSpan(next));
                next += run._count;
            }
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

    /// <summary>How many verdicts there may be now.</summary>
    internal int Count => _count;

    /// <summary>Copies the verdicts that are there already.</summary>
    /// <param name="known">Has room for <see cref="Count"/>.</param>
    /// <returns>How many there are.</returns>
    internal int CopyKnown(Span<CheckResult> known)
    {
        Settle();
        int copied = 0;
        int nextAwaited = 0;
        for (int place = 0; place < _count; place++)
        {
            if (_awaited is { } awaited && nextAwaited < awaited.Count && awaited[nextAwaited].Place == place)
            {
                nextAwaited++;
            }
            else
            {
                known[copied++] = _results[place];
            }
        }

        return copied;
    }

    /// <summary>Takes the verdicts that have come, so that nothing else of these checks stays while the client takes its time.</summary>
    private void Settle()
    {
        for (int i = (_awaited?.Count ?? 0) - 1; i >= 0; i--)
        {
            var (place, pending) = _awaited![i];
            if (pending.IsCompletedSuccessfully)
            {
                _results[place] = pending.Result;
                _awaited.RemoveAt(i);
            }
        }
    }

    internal void Postpone(CheckInfo check, Func<ValueTask<CheckResult>> begin) => (_postponed ??= []).Add((check, begin));

    internal void Add(CheckInfo check, ValueTask<CheckResult> pending)
    {
        if (!pending.IsCompletedSuccessfully)
        {
            (_awaited ??= []).Add((_count, pending.AsTask()));
            Put(new CheckResult(check, _stage, NotAsked, TimeSpan.Zero));
            return;
        }

        var result = pending.Result;
        if (result.Verdict.VouchesForAllAt is { } at && !(VouchedAt >= at))
        {
            VouchedAt = at;
        }

        Put(result);
    }

    private async ValueTask CollectAsync(List<(int Place, Task<CheckResult> Pending)> awaited, TimeSpan limit, CancellationToken cancellation)
    {
        long start = _time.GetTimestamp();
        foreach (var (place, pending) in awaited)
        {
            if (pending.IsCompleted)
            {
                _results[place] = await pending;
                continue;
            }

            var check = _results[place].Check;
            var ofCheck = check.Limit ?? limit;
            var left = ofCheck - _time.GetElapsedTime(start);
            try
            {
                _results[place] = await pending.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time, cancellation);
            }
            catch (TimeoutException)
            {
                _results[place] = new CheckResult(check, _stage, StageRunner.Failed(check, $"no verdict within {ofCheck.TotalSeconds:0} s").ByOverload(), ofCheck);
            }
        }

        awaited.Clear();
        Conclude();
    }

    private void Conclude()
    {
        if (_isCollected)
        {
            return;
        }

        _isCollected = true;
        if (_count > 0)
        {
            _metrics?.Collected(_stage, Longest(_results.AsSpan(0, _count)));
        }

        foreach (var (check, _) in _postponed ?? [])
        {
            Put(new CheckResult(check, _stage, NotAsked, TimeSpan.Zero));
        }
    }

    private void Put(CheckResult result)
    {
        if (_count == _results.Length)
        {
            Array.Resize(ref _results, Math.Max(4, 2 * _count));
        }

        _results[_count++] = result;
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
