using System.Globalization;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Durations as configured: a whole number and a unit, <c>500ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>, <c>90d</c>.</summary>
internal static class DurationText
{
    /// <summary>Longest duration that means anything here.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    public static ScalarResult Read(string text)
    {
        if (text == "0")
        {
            return ScalarResult.Of(TimeSpan.Zero);
        }

        var (suffix, unit) = Array.Find(Units, u => text.EndsWith(u.Suffix, StringComparison.OrdinalIgnoreCase));
        if (suffix is null
            || !long.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || number > Longest / unit)
        {
            return ScalarResult.Wrong("is not a duration", "write a whole number with a unit: 500ms, 5s, 2m, 1h or 90d");
        }

        return ScalarResult.Of(unit * number);
    }

    public static string Write(TimeSpan duration)
    {
        var (suffix, unit) = Array.FindLast(Units, u => duration.Ticks % u.Unit.Ticks == 0);
        return duration == TimeSpan.Zero ? "0" : string.Create(CultureInfo.InvariantCulture, $"{duration / unit}{suffix}");
    }
}
