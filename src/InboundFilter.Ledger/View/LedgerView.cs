using InboundFilter.Ledger.Blocks;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.View;

/// <summary>The blocks and grants in force, in memory: what the way of a mail asks instead of the disk. Thread-safe.</summary>
/// <remarks>
/// Changes made through <see cref="CommitAsync"/> are seen when it returns, those of other processes after one <see cref="LedgerOptions.RefreshInterval"/>.
/// While the store is away, what is known stays in force. Whether a time is over is judged at each look.
/// </remarks>
public sealed class LedgerView(ILedgerStore store, LedgerOptions options, TimeProvider time, ILogger<LedgerView> log) : IDisposable
{
    /// <summary>Changes read at a time.</summary>
    private const int ReadBatch = 10_000;

    private readonly SemaphoreSlim _reading = new(1);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _ledger;
    private long _revision;
    private bool _isFailing;

    public SubjectIndex Blocks { get; } = new();

    public SubjectIndex Grants { get; } = new();

    /// <summary>Completes once everything has been read for the first time.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Writes a change and shows it at once.</summary>
    /// <exception cref="LedgerException">It could not be written; nothing has changed.</exception>
    public async Task<CommitResult> CommitAsync(LedgerChange change, CancellationToken cancellation)
    {
        var result = await store.CommitAsync(change, cancellation);

        // Read back rather than applied as given: another process may have changed the same things since.
        await RefreshAsync(CancellationToken.None);
        return result;
    }

    /// <summary>Looks for changes at each interval until cancelled; the first time at once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.RefreshInterval, time);
        try
        {
            do
            {
                await RefreshAsync(cancellation);
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    /// <summary>Reads what has changed. A store that is away is logged and tried again next time.</summary>
    /// <returns>Whether everything was read.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            while (Apply(await store.Blocks.ChangesAsync(_revision, ReadBatch, cancellation)))
            {
            }
        }
        catch (LedgerException fault)
        {
            if (!_isFailing)
            {
                log.ReadingFails(fault.Fault, fault.Message);
                _isFailing = true;
            }

            return false;
        }
        finally
        {
            _reading.Release();
        }

        if (_isFailing)
        {
            log.ReadingRecovered();
            _isFailing = false;
        }

        _loaded.TrySetResult();
        return true;
    }

    public void Dispose() => _reading.Dispose();

    /// <returns>Whether there is more to be read.</returns>
    private bool Apply(StandingChanges changes)
    {
        if (_ledger is not null && (_ledger != changes.Ledger || changes.Revision < _revision))
        {
            log.AnotherLedger(Blocks.Count, Grants.Count);
            (_ledger, _revision) = (changes.Ledger, 0);
            return true;
        }

        foreach (var block in changes.Blocks)
        {
            if (block.State is BlockState.Active)
            {
                Blocks.Put(block.Subject, block.Id, block.Code, block.Since, block.Until, block.Repetition, block.Reason);
            }
            else
            {
                Blocks.Remove(block.Subject, block.Id);
            }
        }

        foreach (var grant in changes.Grants)
        {
            if (grant.Revoked is null)
            {
                Grants.Put(grant.Subject, grant.Id, string.Empty, grant.Created, grant.Until, 1, grant.Reason);
            }
            else
            {
                Grants.Remove(grant.Subject, grant.Id);
            }
        }

        (_ledger, _revision) = (changes.Ledger, changes.Revision);
        return changes.HasMore;
    }
}
