using System.Globalization;

namespace InboundFilter.Portal.Reading;

/// <summary>Reads times as administrators write them, as the commands do: a duration, or a date with or without a time. UTC.</summary>
internal static class TimeReader
{
    /// <summary>Longest duration that means anything here.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    private static readonly (char Suffix, TimeSpan Unit)[] Units =
        [('s', TimeSpan.FromSeconds(1)), ('m', TimeSpan.FromMinutes(1)), ('h', TimeSpan.FromHours(1)), ('d', TimeSpan.FromDays(1))];

    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>A time of the past: <c>2h</c> is two hours before now.</summary>
    public static ReadResult<DateTimeOffset> ReadPast(string text, DateTimeOffset now) =>
        Duration(text) is { } ago ? Shifted(now, -ago)
        : Date(text) is { } date ? ReadResult<DateTimeOffset>.Of(date)
        : ReadResult<DateTimeOffset>.Wrong("Write a duration such as 2h or 30d, or a time such as 2026-11-22 or 2026-11-22 14:00.");

    /// <summary>A time to come: <c>90d</c> is ninety days from now.</summary>
    public static ReadResult<DateTimeOffset> ReadEnd(string text, DateTimeOffset now)
    {
        var end = Duration(text) is { } duration ? Shifted(now, duration).Value : Date(text);
        return end is not { } known ? ReadResult<DateTimeOffset>.Wrong("Write a duration such as 90d, or a date such as 2027-05-01.")
            : known <= now ? ReadResult<DateTimeOffset>.Wrong("This is over already. Write a time to come.")
            : ReadResult<DateTimeOffset>.Of(known);
    }

    /// <summary>A time as it is read again, to the minute.</summary>
    public static string Write(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static ReadResult<DateTimeOffset> Shifted(DateTimeOffset now, TimeSpan by) => ReadResult<DateTimeOffset>.Of(now + by);

    private static TimeSpan? Duration(string text)
    {
        int unit = text.Length == 0 ? -1 : Array.FindIndex(Units, u => u.Suffix == char.ToLowerInvariant(text[^1]));
        return unit >= 0 && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number <= Longest / Units[unit].Unit ? number * Units[unit].Unit : null;
    }

    private static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
}
