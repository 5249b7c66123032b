using System.Collections.Frozen;

namespace InboundFilter.Portal.Overview;

/// <summary>The figures of each period, counted now and then however many look. Thread-safe.</summary>
public sealed class TrafficBoard(TrafficCounter counter, TimeProvider time)
{
    /// <summary>How long a page waits for new figures.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly FrozenDictionary<Period, KeptValue<TrafficFigures>> _figures = Period.All.ToFrozenDictionary(
        p => p, p => new KeptValue<TrafficFigures>(() => counter.CountAsync(p, CancellationToken.None), p.KeptFor, Patience, time));

    /// <summary>Null while they are counted for the first time.</summary>
    /// <exception cref="InboundFilter.Ledger.LedgerException">The ledger is off or fails.</exception>
    public Task<TrafficFigures?> ReadAsync(Period period, CancellationToken cancellation) => _figures[period].ReadAsync(cancellation);
}
