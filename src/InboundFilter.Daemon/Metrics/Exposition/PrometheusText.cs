using System.Globalization;
using System.Text;

namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>Writes the Prometheus text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The page, each line ended by LF; series in the order of their labels, so that two pages can be compared.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var page = new StringBuilder(16 << 10);
        foreach (var family in families)
        {
            page.Append("# HELP ").Append(family.Name).Append(' ').Append(Escaped(family.Help, quote: false)).Append('\n');
            page.Append("# TYPE ").Append(family.Name).Append(' ').Append(WordOf(family.Type)).Append('\n');
            foreach (var (labels, series) in family.Series.Select(s => (Labels: LabelsOf(s), s)).OrderBy(s => s.Labels, StringComparer.Ordinal))
            {
                Write(page, family.Name, labels, series);
            }
        }

        return page.ToString();
    }

    private static void Write(StringBuilder page, string name, string labels, Series series)
    {
        if (series is IValueSeries value)
        {
            Line(page, name, string.Empty, labels, value.Value);
        }
        else if (series is HistogramSeries histogram)
        {
            long[] cumulative = histogram.Cumulative();
            string before = labels.Length == 0 ? string.Empty : $"{labels},";
            for (int i = 0; i < histogram.Bounds.Count; i++)
            {
                Line(page, name, "_bucket", $"{before}le=\"{NumberOf(histogram.Bounds[i])}\"", cumulative[i]);
            }

            Line(page, name, "_bucket", $"{before}le=\"+Inf\"", cumulative[^1]);
            Line(page, name, "_sum", labels, histogram.Sum);
            Line(page, name, "_count", labels, cumulative[^1]);
        }
    }

    private static void Line(StringBuilder page, string name, string suffix, string labels, double value)
    {
        page.Append(name).Append(suffix);
        if (labels.Length > 0)
        {
            page.Append('{').Append(labels).Append('}');
        }

        page.Append(' ').Append(NumberOf(value)).Append('\n');
    }

    private static string LabelsOf(Series series) => string.Join(',', series.Tags.Select(tag =>
        $"{MetricName.OfLabel(tag.Key)}=\"{Escaped(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? string.Empty, quote: true)}\""));

    private static string NumberOf(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString(CultureInfo.InvariantCulture);

    private static string Escaped(string text, bool quote)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quote ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string WordOf(MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };
}
