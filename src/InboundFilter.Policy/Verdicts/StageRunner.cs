using System.Buffers;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Policy.Verdicts;

/// <summary>Starts the checks of a stage side by side. Thread-safe.</summary>
/// <param name="checks">All of them.</param>
/// <param name="time">Clock.</param>
/// <param name="log">For checks that fail.</param>
/// <param name="metrics">Measures how long they take; null for nobody.</param>
/// <param name="postpones">Whether checks wait that could not change an earlier refusal. Whoever wants to see every verdict says no.</param>
public sealed class StageRunner(CheckSet checks, TimeProvider time, ILogger<StageRunner> log, PolicyMetrics? metrics = null, bool postpones = false)
{
    /// <summary>Longest wait for the checks of a transaction, once somebody needs them.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Whether what two sets of rules do with a message is the same, so that one reply can stand for both.</summary>
    public bool JudgeMessagesAlike(RuleBook one, RuleBook other) =>
        ReferenceEquals(one, other) || checks.MessageCodes.All(code => one.For(code).Rule == other.For(code).Rule);

    /// <summary>Starts the stage. Returns at once; verdicts that need lookups come later.</summary>
    /// <param name="facts">What the checks read; its type is the stage.</param>
    /// <param name="cancellation">The session is over.</param>
    /// <param name="vouched">How specific the voucher of an earlier stage is that covers everything; null for none.</param>
    /// <param name="earlier">The stages before, as far as their verdicts are known.</param>
    public StageRun Start<TFacts>(TFacts facts, CancellationToken cancellation, Specificity? vouched = null, params ReadOnlySpan<StageRun?> earlier)
        where TFacts : ConnectFacts
    {
        int refusedAt = postpones ? RefusedAt(facts.Policy.Rules, earlier) : int.MaxValue;
        var (stage, all) = checks.For<TFacts>();
        var run = new StageRun(stage, all.Length, time, metrics) { VouchedAt = vouched };
        foreach (var check in all)
        {
            if ((run.VouchedAt is { } at && check.Info.IsMootAt(at)) || IsOff(check.Info, facts.Policy.Rules))
            {
                continue;
            }

            if (check.Info.MayBePostponed && StageRun.FirstPlace(check.Info, facts.Policy.Rules) > refusedAt)
            {
                Postpone(run, stage, check, facts, cancellation);
            }
            else
            {
                run.Add(check.Info, RunAsync(stage, check, facts, cancellation));
            }
        }

        return run;
    }

    /// <summary>Place of the objection that refuses the client, by what is known now; <see cref="int.MaxValue"/> for none.</summary>
    private static int RefusedAt(RuleBook rules, ReadOnlySpan<StageRun?> earlier)
    {
        int most = 0;
        foreach (var run in earlier)
        {
            most += run?.Count ?? 0;
        }

        var known = ArrayPool<CheckResult>.Shared.Rent(most);
        int count = 0;
        foreach (var run in earlier)
        {
            count += run?.CopyKnown(known.AsSpan(count)) ?? 0;
        }

        int place = Decision.From(known.AsSpan(0, count), rules, Stage.RcptTo).PlaceOfObjection(rules);
        ArrayPool<CheckResult>.Shared.Return(known, clearArray: true);
        return place;
    }

    // Apart, so that the closure is made only for a check that waits.
    private void Postpone<TFacts>(StageRun run, Stage stage, ICheck<TFacts> check, TFacts facts, CancellationToken cancellation)
        where TFacts : ConnectFacts => run.Postpone(check.Info, () => RunAsync(stage, check, facts, cancellation));

    private static bool IsOff(CheckInfo check, RuleBook rules)
    {
        // By index: an enumerator for each check of each session adds up.
        for (int i = 0; i < check.Codes.Count; i++)
        {
            if (rules.EnforcementOf(check.Codes[i]) is not Enforcement.Off)
            {
                return false;
            }
        }

        return !check.IsVoucher;
    }

    private async ValueTask<CheckResult> RunAsync<TFacts>(Stage stage, ICheck<TFacts> check, TFacts facts, CancellationToken cancellation)
        where TFacts : ConnectFacts
    {
        long start = time.GetTimestamp();
        Verdict verdict;
        try
        {
            verdict = await check.EvaluateAsync(facts, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.CheckFailed(fault, facts.SessionId, check.Info.Name);
            verdict = Failed(check.Info, fault.GetType().Name);
        }

        var elapsed = time.GetElapsedTime(start);
        metrics?.Judged(check.Info, elapsed);
        return new CheckResult(check.Info, stage, verdict, elapsed);
    }

    /// <summary>A check that did not come to a verdict is undecided under its first code; a voucher that failed vouches for nobody.</summary>
    internal static Verdict Failed(CheckInfo check, string reason) =>
        check.IsVoucher ? Verdict.NotApplicable(reason) : Verdict.Undecided(check.Codes[0], reason, status: check.Codes[0].Undecided ?? ProtocolCodes.TryLater.Status);
}
