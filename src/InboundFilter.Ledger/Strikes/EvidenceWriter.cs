using System.Threading.Channels;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Policy.Ports;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Strikes;

/// <summary>Takes trap hits from sessions without making them wait, and hands them to the desk one after the other. Thread-safe.</summary>
/// <remarks>
/// What finds no room is dropped and counted. While the ledger fails, a strike is tried again with growing pauses; a strike that fails for a
/// reason of its own is given up. Begins at once; disposing tries what is waiting once more each.
/// </remarks>
public sealed class EvidenceWriter : IEvidenceSink, IAsyncDisposable
{
    /// <summary>Strikes waiting; each holds up to 128 KiB of its message.</summary>
    public const int MaxWaiting = 256;

    /// <summary>Tries of a strike that fails for a reason that may lie in itself.</summary>
    private const int MaxTriesOfOddStrike = 3;

    private readonly IStrikeDesk _desk;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<EvidenceWriter> _log;
    private readonly Channel<object> _queue = Channel.CreateBounded<object>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });   // Strike, or the TaskCompletionSource of a flush
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _writing;
    private long _lost;

    public EvidenceWriter(IStrikeDesk desk, LedgerOptions options, TimeProvider time, ILogger<EvidenceWriter> log)
    {
        (_desk, _options, _time, _log) = (desk, options, time, log);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Strikes that found no room or could not be kept.</summary>
    public long Lost => Volatile.Read(ref _lost);

    public void TrapHit(TrapHit hit) => Add(new Strike(EvidenceKind.Trap, hit.Mail, $"mail to the spam trap {hit.Trap} ({hit.Entry})"));

    /// <summary>Queues any strike, such as a scanner's or a report's.</summary>
    /// <returns>False: there was no room.</returns>
    public bool Add(Strike strike)
    {
        if (_queue.Writer.TryWrite(strike))
        {
            return true;
        }

        Lose();
        return false;
    }

    /// <summary>Completes when all that was added before is kept or lost.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(done, cancellation);
        await done.Task.WaitAsync(cancellation);
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
        await foreach (object next in _queue.Reader.ReadAllAsync())
        {
            if (next is TaskCompletionSource flush)
            {
                flush.SetResult();
            }
            else
            {
                await KeepAsync((Strike)next);
            }
        }
    }

    private async Task KeepAsync(Strike strike)
    {
        var pause = _options.RetryDelay;
        for (int tries = 1; ; tries++)
        {
            try
            {
                await _desk.StrikeAsync(strike, CancellationToken.None);
                return;
            }
            catch (Exception fault)
            {
                var kind = (fault as LedgerException)?.Fault ?? LedgerFault.Other;
                if (tries == 1)
                {
                    _log.EvidenceFails(kind, fault.Message);
                }

                if (_stopping.IsCancellationRequested || (kind is LedgerFault.Other && tries >= MaxTriesOfOddStrike))
                {
                    Lose();
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

    private void Lose() => _log.EvidenceLost(Interlocked.Increment(ref _lost));
}
