using System.Threading.Channels;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger.Counters;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Counts decisions and complaints by sender without making mail wait. Thread-safe. What finds no room is dropped and counted.</summary>
/// <remarks>Counting goes on in a task of its own from the start; <see cref="CounterKeeper"/> carries the sums to the store.</remarks>
public sealed class DecisionCounter : IDecisionLog, ISenderCounters, IAsyncDisposable
{
    /// <summary>Hours and subjects whose counts are held between two flushes; each costs some 400 octets.</summary>
    public const int MaxSubjects = 50_000;

    /// <summary>Decisions that wait to be counted.</summary>
    private const int MaxWaiting = 16_384;

    private readonly PublicSuffixList _suffixes;
    private readonly ILogger<DecisionCounter> _log;
    private readonly Channel<object> _queue;   // CountedDecision, (CountedSender, DateTimeOffset, CounterValues), or the TaskCompletionSource of a barrier
    private readonly Task _counting;
    private long _dropped;

    public DecisionCounter(PublicSuffixList suffixes, ILogger<DecisionCounter> log)
    {
        (_suffixes, _log) = (suffixes, log);
        _queue = Channel.CreateBounded<object>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
        _counting = Task.Run(CountAsync);
    }

    /// <summary>Decisions and counts that found no room, and subjects that had to make room for others, since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped) + Table.Evicted;

    internal CounterTable Table { get; } = new(MaxSubjects);

    public void Record(DecisionRecord decision)
    {
        if (DecisionCount.Of(decision) is var values && values != default)
        {
            Enqueue(new CountedDecision(decision, values));
        }
    }

    /// <summary>Completes at once; they are judged with the next flush.</summary>
    public Task AddAsync(CountedSender sender, DateTimeOffset time, CounterValues values, CancellationToken cancellation)
    {
        Enqueue((sender, time, values));
        return Task.CompletedTask;
    }

    /// <summary>Completes when all that was recorded before is counted.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _queue.Writer.WriteAsync(done, cancellation);
        }
        catch (ChannelClosedException)
        {
            await _counting.WaitAsync(cancellation);
            return;
        }

        await done.Task.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _counting;
    }

    private void Enqueue(object counted)
    {
        if (!_queue.Writer.TryWrite(counted))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private async Task CountAsync()
    {
        await foreach (object counted in _queue.Reader.ReadAllAsync())
        {
            try
            {
                Count(counted);
            }
            catch (Exception fault)
            {
                // One decision that cannot be counted must not stop the others.
                Interlocked.Increment(ref _dropped);
                _log.NotCounted(fault);
            }
        }
    }

    private void Count(object counted)
    {
        switch (counted)
        {
            case CountedDecision decision:
                Table.Add(decision.Time, decision.ToSender(_suffixes), decision.Values);
                break;
            case (CountedSender sender, DateTimeOffset time, CounterValues values):
                Table.Add(time, sender, values);
                break;
            case TaskCompletionSource barrier:
                barrier.SetResult();
                break;
        }
    }
}
