namespace InboundFilter.Portal.Overview;

/// <summary>What the overview looks back on. Times are UTC.</summary>
/// <param name="Key">In links and in searches: a duration, <c>24h</c>.</param>
/// <param name="Text">For people.</param>
/// <param name="Bars">Bars of the chart.</param>
/// <param name="Step">What one bar stands for; divides a day, or is one.</param>
public sealed record Period(string Key, string Text, int Bars, TimeSpan Step)
{
    /// <summary>The shortest first, which is shown where none is named.</summary>
    public static IReadOnlyList<Period> All { get; } =
    [
        new("24h", "24 hours", 24, TimeSpan.FromHours(1)),
        new("7d", "7 days", 28, TimeSpan.FromHours(6)),
        new("30d", "30 days", 30, TimeSpan.FromDays(1)),
    ];

    /// <summary>How long figures of it are shown again: half a minute of a day, and so in proportion, since counting takes longer in proportion too.</summary>
    public TimeSpan KeptFor => Step / 120;

    /// <summary>The one with the key, or the first.</summary>
    public static Period Find(string? key) => All.FirstOrDefault(p => p.Key == key) ?? All[0];

    /// <summary>Where the first bar begins; the last one holds the given instant.</summary>
    public DateTimeOffset BeginsBefore(DateTimeOffset now)
    {
        long ticks = now.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % Step.Ticks), TimeSpan.Zero) - ((Bars - 1) * Step);
    }
}
