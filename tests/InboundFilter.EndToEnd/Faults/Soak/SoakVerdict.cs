using System.Globalization;

namespace InboundFilter.EndToEnd.Faults.Soak;

/// <summary>Whether a long run was flat: how much each figure grew over it, by the straight line that fits best, against what it may.</summary>
/// <remarks>The first quarter is left out: caches fill, code is compiled, and pools find their size.</remarks>
internal static class SoakVerdict
{
    private const double WarmUp = 0.25;

    private static readonly Figure[] Figures =
    [
        new("pss_mib", static s => s.PssMebibytes, 0.10, 16),
        new("heap_mib", static s => s.HeapMebibytes, 0.20, 16),
        new("handles", static s => s.Handles, 0.05, 16),
        new("threads", static s => s.Threads, 0.10, 5),
        new("p50_ms", static s => s.P50, 0.25, 1),
        new("p99_ms", static s => s.P99, 0.50, 10),
    ];

    /// <summary>One line for each figure.</summary>
    public static IReadOnlyList<Growth> Of(IReadOnlyList<SoakSample> samples)
    {
        var counted = samples.Where(s => s.Seconds >= samples[^1].Seconds * WarmUp).ToList();
        double hours = (counted[^1].Seconds - counted[0].Seconds) / 3_600;
        return [.. Figures.Select(f => GrowthOf(f, counted, hours))];
    }

    private static Growth GrowthOf(Figure figure, IReadOnlyList<SoakSample> samples, double hours)
    {
        double meanX = samples.Average(s => s.Seconds), meanY = samples.Average(figure.Value);
        double spread = samples.Sum(s => (s.Seconds - meanX) * (s.Seconds - meanX));
        double slope = spread == 0 ? 0 : samples.Sum(s => (s.Seconds - meanX) * (figure.Value(s) - meanY)) / spread;
        double grown = slope * hours * 3_600;
        double allowed = Math.Max(meanY * figure.Share, figure.Least);
        return new Growth(figure.Name, meanY, grown, allowed, grown <= allowed);
    }

    /// <param name="Name">Of the column.</param>
    /// <param name="Value">In a sample.</param>
    /// <param name="Share">Of the mean by which it may grow over the whole run.</param>
    /// <param name="Least">What it may grow by in any case.</param>
    private sealed record Figure(string Name, Func<SoakSample, double> Value, double Share, double Least);

    /// <param name="Name">Of the column.</param>
    /// <param name="Mean">Without the warm-up.</param>
    /// <param name="Grown">Over the run without the warm-up.</param>
    /// <param name="Allowed">At most.</param>
    /// <param name="IsFlat">Grown no more than allowed.</param>
    internal sealed record Growth(string Name, double Mean, double Grown, double Allowed, bool IsFlat)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{(IsFlat ? "flat " : "GROWS")} {Name,-9} mean {Mean,8:0.00}  grew {Grown,8:0.00}  allowed {Allowed,7:0.00}");
    }
}
