using System.Globalization;

namespace InboundFilter.Portal.Cases;

/// <summary>Times as administrators' pages show them, in UTC.</summary>
public static class Shown
{
    /// <summary>To the minute.</summary>
    public static string At(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>An end, or what comes in its place when there is none.</summary>
    public static string Until(DateTimeOffset? time, string otherwise) => time is { } end ? At(end) : otherwise;

    /// <summary>How long ago, in the largest unit that says something.</summary>
    public static string Age(DateTimeOffset since, DateTimeOffset now)
    {
        var age = now - since;
        return age < TimeSpan.FromMinutes(1) ? "now"
            : age < TimeSpan.FromHours(1) ? Number(age.TotalMinutes, "minute")
            : age < TimeSpan.FromDays(2) ? Number(age.TotalHours, "hour")
            : Number(age.TotalDays, "day");
    }

    private static string Number(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{(int)value} {unit}{((int)value == 1 ? string.Empty : "s")}");
}
