using System.Text;

namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>Names of instruments as Prometheus writes them: <c>inboundfilter.dns.question.duration</c> in s is <c>inboundfilter_dns_question_duration_seconds</c>.</summary>
/// <remarks>The rules are those of OpenTelemetry's document "Prometheus and OpenMetrics Compatibility", so that what comes by OTLP has the same names there.</remarks>
internal static class MetricName
{
    public static string Of(string instrument, string? unit, MetricType type)
    {
        var name = new StringBuilder(Sanitized(instrument));
        Append(name, unit switch
        {
            "s" => "seconds",
            "By" => "bytes",
            _ => null,
        });
        Append(name, type is MetricType.Counter ? "total" : null);
        return name.ToString();
    }

    /// <summary>A label's name: letters, digits and underscores, no digit in front.</summary>
    public static string OfLabel(string key) => Sanitized(key);

    private static string Sanitized(string name) =>
        string.Create(name.Length, name, static (written, given) =>
        {
            for (int i = 0; i < given.Length; i++)
            {
                written[i] = char.IsAsciiLetter(given[i]) || (i > 0 && char.IsAsciiDigit(given[i])) ? given[i] : '_';
            }
        });

    private static void Append(StringBuilder name, string? suffix)
    {
        if (suffix is not null && !name.ToString().EndsWith($"_{suffix}", StringComparison.Ordinal))
        {
            name.Append('_').Append(suffix);
        }
    }
}
