using System.Globalization;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Times on the command line and in its output: always UTC.</summary>
internal static class Moments
{
    private const string Second = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Millisecond = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string Minute = "yyyy-MM-dd HH:mm";

    /// <summary>Reads a time of the past: a duration before now, such as <c>2h</c>, or a date, with or without a time.</summary>
    /// <exception cref="CaseException">Neither.</exception>
    public static DateTimeOffset Read(string option, string text, DateTimeOffset now) =>
        DurationText.Read(text).Value is TimeSpan ago ? now - ago
        : Date(text) ?? throw new CaseException($"{option}: \"{text}\" is neither a duration nor a time → write 2h, 30d, 2026-11-22 or 2026-11-22T14:00:00Z");

    /// <summary>Reads an end: a duration from now, such as <c>90d</c>, or a time to come.</summary>
    /// <exception cref="CaseException">Neither, or past.</exception>
    public static DateTimeOffset ReadEnd(string option, string text, DateTimeOffset now)
    {
        var end = DurationText.Read(text).Value is TimeSpan duration ? now + duration
            : Date(text) ?? throw new CaseException($"{option}: \"{text}\" is neither a duration nor a time → write 90d, 2027-05-01 or 2027-05-01T12:00:00Z");
        return end > now ? end : throw new CaseException($"{option}: \"{text}\" is over already → write a time to come");
    }

    public static string Of(DateTimeOffset time) => time.ToUniversalTime().ToString(Second, CultureInfo.InvariantCulture);

    public static string? Of(DateTimeOffset? time) => time is { } known ? Of(known) : null;

    public static string Exact(DateTimeOffset time) => time.ToUniversalTime().ToString(Millisecond, CultureInfo.InvariantCulture);

    /// <summary>For a table.</summary>
    public static string Short(DateTimeOffset time) => time.ToUniversalTime().ToString(Minute, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Date(string text) => ScalarReaders.Read(text, typeof(DateTimeOffset)).Value as DateTimeOffset?;
}
