using InboundFilter.Ledger.Counters;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Carries counts to the store each minute and has those senders judged whose ratios may have grown.</summary>
/// <remarks>While the store is away the counts wait, in the bounded table; a judgement that fails is made when the sender's next count comes.</remarks>
public sealed class CounterKeeper(DecisionCounter counter, ICounterStore store, IRatioDesk desk, TimeProvider time, ILogger<CounterKeeper> log)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Counts written in one transaction.</summary>
    private const int Batch = 1_000;

    /// <summary>Senders judged after one flush, those with most against them first; each costs a few questions to the store.</summary>
    private const int MaxJudged = 1_000;

    private bool _isFailing;

    /// <summary>Flushes at each interval until cancelled, and a last time then.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                await FlushAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await WriteAsync();
        }
    }

    /// <summary>Writes what has been counted and judges whom it concerns. A store that is away is logged.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await counter.SettleAsync(cancellation);
        var written = await WriteAsync();
        var judged = written.Where(e => e.CallsForJudgement).OrderByDescending(e => e.Weight).DistinctBy(e => e.Subject).Take(MaxJudged);
        try
        {
            foreach (var entry in judged)
            {
                await desk.JudgeAsync(entry.Subject, entry.Judged!, cancellation);
            }
        }
        catch (LedgerException fault)
        {
            Failed(fault);
        }
    }

    /// <returns>What is in the store now.</returns>
    private async Task<IReadOnlyList<CounterEntry>> WriteAsync()
    {
        var written = new List<CounterEntry>();
        var entries = counter.Table.Take().ToArray();
        try
        {
            foreach (var batch in entries.Chunk(Batch))
            {
                await store.AddAsync([.. batch.Select(e => new CounterDelta(e.Hour, e.Subject, e.Values))], CancellationToken.None);
                written.AddRange(batch);
            }

            _isFailing = false;
        }
        catch (LedgerException fault)
        {
            counter.Table.Return(entries.Skip(written.Count));
            Failed(fault);
        }

        return written;
    }

    private void Failed(LedgerException fault)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            log.CountingFails(fault.Fault, fault.Message);
        }
    }
}
