using System.Collections.Concurrent;
using System.Threading.Channels;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Decisions;

/// <summary>Takes decisions from sessions without making them wait and writes them in batches. Thread-safe.</summary>
/// <remarks>
/// What finds no room is shed and counted. A store that fails is tried again with growing pauses until it takes the batch, so it recovers by itself;
/// meanwhile the room fills and further decisions are shed. Writing begins at once, then pauses between batches; disposing writes what is waiting, with one try.
/// </remarks>
public sealed class DecisionWriter : IDecisionLog, IAsyncDisposable
{
    /// <summary>Tries of a batch that fails for a reason that may lie in itself, before it is given up.</summary>
    private const int MaxTriesOfOddBatch = 5;

    private readonly IDecisionStore _store;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DecisionWriter> _log;
    private readonly Channel<object> _queue;   // EncodedDecision, or the TaskCompletionSource of a flush
    private readonly ConcurrentQueue<EncodedDecision> _spare = [];   // written and ready for the next
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _writing;
    private long _written;
    private long _shed;
    private long _failures;
    private int _waiting;
    private bool _isFailing;
    private bool _isShedding;
    private WriterFailure? _lastFailure;
    private TaskCompletionSource _hurry = new();

    public DecisionWriter(IDecisionStore store, LedgerOptions options, TimeProvider time, ILogger<DecisionWriter> log)
    {
        (_store, _options, _time, _log) = (store, options, time, log);
        _queue = Channel.CreateBounded<object>(new BoundedChannelOptions(options.MaxWaitingDecisions) { SingleReader = true });
        _writing = Task.Run(WriteAsync);
    }

    public WriterCounts Counts => new(
        Volatile.Read(ref _written), Volatile.Read(ref _shed), Volatile.Read(ref _failures), _queue.Reader.Count, Volatile.Read(ref _isFailing));

    /// <summary>The last try of a batch that failed, also when a later one went well; null when none has.</summary>
    public WriterFailure? LastFailure => Volatile.Read(ref _lastFailure);

    public void Record(DecisionRecord decision)
    {
        if (_queue.Reader.Count >= _options.MaxWaitingDecisions)
        {
            // When too much comes already, no time goes into what would be thrown away.
            Shed();
            return;
        }

        var row = _spare.TryDequeue(out var spare) ? spare : new EncodedDecision();
        try
        {
            DecisionEncoder.Encode(decision, row);
        }
        catch (Exception fault)
        {
            // One decision that cannot be put into a row must cost neither others nor mail.
            _spare.Enqueue(row);
            Lose(1, fault);
            return;
        }

        if (_queue.Writer.TryWrite(row))
        {
            return;
        }

        _spare.Enqueue(row);
        Shed();
    }

    /// <summary>Completes when all that was recorded before is written or lost.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _waiting);
        try
        {
            await _queue.Writer.WriteAsync(done, cancellation);
            Volatile.Read(ref _hurry).TrySetResult();
            await done.Task.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
        {
            await _stopping.CancelAsync();
            await _writing;
            _stopping.Dispose();
        }
    }

    private async Task WriteAsync()
    {
        var batch = new List<EncodedDecision>(_options.WriteBatch);
        var flushed = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _options.WriteBatch && _queue.Reader.TryRead(out object? next))
            {
                if (next is EncodedDecision row)
                {
                    batch.Add(row);
                }
                else
                {
                    flushed.Add((TaskCompletionSource)next);
                }
            }

            if (batch.Count > 0)
            {
                await WriteAsync(batch);
                GiveBack(batch);
            }

            if (_queue.Reader.Count < _options.MaxWaitingDecisions / 2)
            {
                Volatile.Write(ref _isShedding, false);
            }

            flushed.ForEach(f => f.SetResult());
            flushed.Clear();
            await RestAsync();
        }
    }

    /// <summary>Lets decisions gather, unless somebody waits for them.</summary>
    private async Task RestAsync()
    {
        var hurry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _hurry, hurry);
        if (Volatile.Read(ref _waiting) == 0 && _queue.Reader.Count < Math.Min(_options.WriteBatch, _options.MaxWaitingDecisions / 2))
        {
            await ((Task)hurry.Task.WaitAsync(_options.WritePause, _time, _stopping.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Keeps as many for the next decisions as a batch has; what a backlog needed beyond that is for the collector.</summary>
    private void GiveBack(List<EncodedDecision> batch)
    {
        int room = _options.WriteBatch - _spare.Count;
        for (int i = 0; i < batch.Count && i < room; i++)
        {
            // A stranger decides how large a decision is, not how much rests here.
            batch[i].Clear();
            _spare.Enqueue(batch[i]);
        }

        batch.Clear();
    }

    private async Task WriteAsync(List<EncodedDecision> batch)
    {
        var pause = _options.RetryDelay;
        for (int tries = 1; ; tries++)
        {
            try
            {
                await _store.AppendAsync(batch, CancellationToken.None);
                Interlocked.Add(ref _written, batch.Count);
                Succeeded();
                return;
            }
            catch (Exception fault)
            {
                var kind = (fault as LedgerException)?.Fault ?? LedgerFault.Other;
                Failed(kind, fault);
                if (_stopping.IsCancellationRequested || (kind is LedgerFault.Other && tries >= MaxTriesOfOddBatch))
                {
                    Lose(batch.Count, fault);
                    return;
                }
            }

            await PauseAsync(pause);
            pause = pause * 2 < _options.MaxRetryDelay ? pause * 2 : _options.MaxRetryDelay;
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _time, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The end has come: one more try without waiting.
        }
    }

    private void Failed(LedgerFault kind, Exception fault)
    {
        Interlocked.Increment(ref _failures);
        Volatile.Write(ref _lastFailure, new WriterFailure(_time.GetUtcNow(), kind, fault.Message));
        if (!_isFailing)
        {
            Volatile.Write(ref _isFailing, true);
            _log.WritingFails(kind, fault.Message);
        }
    }

    private void Succeeded()
    {
        if (_isFailing)
        {
            Volatile.Write(ref _isFailing, false);
            _log.WritingRecovered(Volatile.Read(ref _shed));
        }
    }

    private void Shed()
    {
        Interlocked.Increment(ref _shed);
        if (!Interlocked.Exchange(ref _isShedding, true))
        {
            _log.Sheds();
        }
    }

    private void Lose(int count, Exception fault)
    {
        Interlocked.Add(ref _shed, count);
        _log.Dropped(fault, count);
    }
}
