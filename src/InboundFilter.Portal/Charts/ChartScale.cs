namespace InboundFilter.Portal.Charts;

/// <summary>Where an axis ends.</summary>
internal static class ChartScale
{
    /// <summary>The least of 4, 8, 12 and 20 times a power of ten that no value exceeds: its quarters, where lines are drawn, are whole numbers.</summary>
    public static long Above(long largest)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (long factor in new[] { 4L, 8, 12, 20 })
            {
                if (factor * power >= largest)
                {
                    return factor * power;
                }
            }

            if (power > long.MaxValue / 100)
            {
                return long.MaxValue;
            }
        }
    }

    /// <summary>A count in few characters: <c>950</c>, <c>1.5k</c>, <c>20k</c>, <c>3M</c>.</summary>
    public static string Short(double value)
    {
        foreach (var (size, unit) in new[] { (1e9, "G"), (1e6, "M"), (1e3, "k") })
        {
            if (value >= size)
            {
                return FormattableString.Invariant($"{value / size:0.#}{unit}");
            }
        }

        return FormattableString.Invariant($"{value:0.#}");
    }
}
