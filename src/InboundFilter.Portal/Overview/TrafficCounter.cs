using System.Globalization;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Portal.Overview;

/// <summary>Counts the decisions of a period. Thread-safe.</summary>
public sealed class TrafficCounter(PortalLedger ledger, TimeProvider time)
{
    /// <summary>Rows of each table.</summary>
    public const int Top = 10;

    /// <summary>Codes there are at most; those without one come on top.</summary>
    private const int MaxCodes = 100;

    /// <exception cref="InboundFilter.Ledger.LedgerException">The ledger is off or fails.</exception>
    public async Task<TrafficFigures> CountAsync(Period period, CancellationToken cancellation)
    {
        var store = ledger.Store.Decisions;
        var now = time.GetUtcNow();
        var from = period.BeginsBefore(now);
        var query = new DecisionQuery { From = from };
        var hours = store.CountAsync(query, StatisticsKey.Hour, IDecisionStore.MaxPage, cancellation);
        var codes = store.CountAsync(query, StatisticsKey.Code, MaxCodes, cancellation);
        var isps = store.CountAsync(query, StatisticsKey.Isp, Top, cancellation);
        var countries = store.CountAsync(query, StatisticsKey.Country, Top, cancellation);
        var domains = store.CountAsync(query, StatisticsKey.SenderDomain, Top, cancellation);
        await Task.WhenAll(hours, codes, isps, countries, domains);
        return new TrafficFigures(
            period, from, now, BarsOf(period, from, await hours), [.. (await codes).Where(r => r.Key is not null)], await isps, await countries, await domains);
    }

    private static TrafficBar[] BarsOf(Period period, DateTimeOffset from, IReadOnlyList<StatisticsRow> hours)
    {
        TrafficBar[] bars = [.. Enumerable.Range(0, period.Bars).Select(i => new TrafficBar(from + (i * period.Step), 0, 0, 0, 0))];
        foreach (var hour in hours)
        {
            var begin = DateTimeOffset.Parse(hour.Key!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

            // A client's clock plays no part, but ours may have been set back.
            int index = (int)Math.Clamp((begin - from) / period.Step, 0, period.Bars - 1);
            bars[index] = bars[index].With(new TrafficBar(begin, hour.Accepted, hour.Marked, hour.Deferred, hour.Refused));
        }

        return bars;
    }
}
