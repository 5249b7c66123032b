using System.Globalization;
using InboundFilter.Portal.Charts;

namespace InboundFilter.Portal.Overview;

/// <summary>The chart of a period's traffic.</summary>
internal static class TrafficChart
{
    /// <summary>What is stacked, from the bottom.</summary>
    public static readonly IReadOnlyList<ChartSeries> Series =
    [
        new("accepted", "ink-good", Hatch.Plain),
        new("marked", "ink-noted", Hatch.Dots),
        new("deferred", "ink-warn", Hatch.Stripes),
        new("refused", "ink-bad", Hatch.Crosses),
    ];

    /// <summary>Bars from one mark below the axis to the next.</summary>
    private const int BarsToMark = 4;

    public static StackedBarChart Of(TrafficFigures figures)
    {
        var sum = figures.Sum;
        var busiest = figures.Bars.MaxBy(b => b.Total)!;
        string description = FormattableString.Invariant(
            $"{sum.Total:N0} decisions: {sum.Accepted:N0} accepted, {sum.Marked:N0} marked, {sum.Deferred:N0} deferred, {sum.Refused:N0} refused. Most at {TextOf(figures.Period, busiest)}: {busiest.Total:N0}.");
        return new StackedBarChart(
            "traffic", $"Mail in the last {figures.Period.Text}", description, Series,
            [.. figures.Bars.Select((bar, i) => new ChartBar(TextOf(figures.Period, bar), MarkOf(figures.Period, bar, i), [bar.Accepted, bar.Marked, bar.Deferred, bar.Refused]))]);
    }

    /// <summary>A bar's time in full.</summary>
    public static string TextOf(Period period, TrafficBar bar) =>
        bar.From.ToString(period.Step < TimeSpan.FromDays(1) ? "yyyy-MM-dd HH:mm 'UTC'" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? MarkOf(Period period, TrafficBar bar, int index) =>
        index % BarsToMark != 0 ? null : bar.From.ToString(period.Step < TimeSpan.FromHours(6) ? "HH:mm" : "MMM d", CultureInfo.InvariantCulture);
}
