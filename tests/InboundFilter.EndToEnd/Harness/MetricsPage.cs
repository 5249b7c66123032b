using System.Globalization;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>What /metrics showed at one time.</summary>
internal sealed class MetricsPage(string text)
{
    private readonly string[] _lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string Text => text;

    /// <summary>All names, also those without a sample; those of a histogram without suffix.</summary>
    public IReadOnlySet<string> Names => _lines.Where(l => l.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(l => l.Split(' ')[2]).ToHashSet();

    /// <summary>All samples of a name together, whatever their labels; 0 when there is none.</summary>
    public double Sum(string name) => _lines
        .Where(l => l.StartsWith($"{name}{{", StringComparison.Ordinal) || l.StartsWith($"{name} ", StringComparison.Ordinal))
        .Sum(l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    /// <summary>The value of a sample, named with its labels; null when there is none.</summary>
    public double? this[string sample] =>
        _lines.FirstOrDefault(l => l.StartsWith($"{sample} ", StringComparison.Ordinal)) is { } line
            ? double.Parse(line[(sample.Length + 1)..], CultureInfo.InvariantCulture)
            : null;
}
