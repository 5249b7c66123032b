using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Tries the ledger at intervals, also while no mail comes, and raises an alarm as long as it fails or loses decisions: at once, then at most once a minute.</summary>
/// <remarks>The try itself has a ledger opened again that was away, so that it recovers without mail.</remarks>
internal sealed class LedgerWatch(ILedgerStore store, DecisionWriter writer, TimeProvider time, ILogger<LedgerWatch> log)
{
    /// <summary>Time between two tries.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Time between two alarms about the same trouble.</summary>
    public static readonly TimeSpan AlarmInterval = TimeSpan.FromMinutes(1);

    private static readonly LedgerChange Nothing = new();

    private long? _alarmed;
    private long _shedSeen;
    private volatile string? _trouble;

    /// <summary>Why the ledger did not take what was written at the last look; null when it did.</summary>
    public string? Trouble => _trouble;

    /// <summary>Opens the ledger for the first time.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerFault.TooNew"/> only; any other trouble is an alarm, and tried again.</exception>
    public async Task BeginAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await store.CommitAsync(Nothing, cancellation);
        }
        catch (LedgerException fault) when (fault.Fault is not LedgerFault.TooNew)
        {
            _alarmed = time.GetTimestamp();
            _trouble = LedgerProblem.Of(fault, file);
            log.LedgerCannotBeOpened(fault.Fault, LedgerProblem.Of(fault, file));
        }
    }

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await LookAsync(cancellation);
        }
    }

    /// <summary>Tries the ledger once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        string? trouble = await TryAsync(cancellation);
        var counts = writer.Counts;
        bool isShedding = counts.Shed != _shedSeen;
        _shedSeen = counts.Shed;
        if (trouble is null && counts.IsFailing)
        {
            trouble = "decisions cannot be written";
        }

        _trouble = trouble;

        if (trouble is null && !isShedding)
        {
            if (_alarmed is not null)
            {
                _alarmed = null;
                log.LedgerIsWell(counts.Written, counts.Shed, counts.Waiting);
            }

            return;
        }

        if (_alarmed is not { } before || time.GetElapsedTime(before) >= AlarmInterval)
        {
            log.LedgerAlarm(trouble ?? "decisions come faster than they can be written", counts.Written, counts.Shed, counts.Failures, counts.Waiting);
            _alarmed = time.GetTimestamp();
        }
    }

    private async Task<string?> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await store.CommitAsync(Nothing, cancellation);
            return null;
        }
        catch (LedgerException fault)
        {
            return $"{fault.Fault}: {fault.Message}";
        }
    }
}
