using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>All series of one instrument, under the name that Prometheus knows it by. Thread-safe.</summary>
internal sealed class MetricFamily
{
    /// <summary>Series of one instrument; what comes beyond is one series of its own, so that a mistake with tags cannot fill the memory.</summary>
    public const int MaxSeries = 2_000;

    private static readonly KeyValuePair<string, object?>[] Overflow = [new("overflow", "true")];
    private static readonly double[] UsualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly bool _isObserved;
    private readonly double[] _bounds;
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> _series = new(TagComparer.Instance);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;

    public MetricFamily(Instrument instrument)
    {
        Type = TypeOf(instrument);
        Name = MetricName.Of(instrument.Name, instrument.Unit, Type);
        Help = instrument.Description ?? string.Empty;
        _isObserved = instrument.IsObservable;
        IsSum = !_isObserved && GenericTypeOf(instrument) != typeof(Gauge<>);
        _bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? UsualBounds;
        _byTags = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    public string Name { get; }

    public MetricType Type { get; }

    public string Help { get; }

    public ICollection<Series> Series => _series.Values;

    private bool IsSum { get; }

    public void Record(double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_byTags.TryGetValue(tags, out var series))
        {
            series = Begin(tags);
        }

        series.Record(measurement);
    }

    /// <summary>Forgets what was observed before, so that what is no more is not told again.</summary>
    public void BeginCollection()
    {
        if (_isObserved)
        {
            _series.Clear();
        }
    }

    private Series Begin(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _series.GetOrAdd(
            _series.Count < MaxSeries ? tags.ToArray() : Overflow,
            static (key, family) => family.Type is MetricType.Histogram ? new HistogramSeries(key, family._bounds)
                : family.IsSum ? new SumSeries(key)
                : new LastSeries(key),
            this);

    private static MetricType TypeOf(Instrument instrument)
    {
        var type = GenericTypeOf(instrument);
        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricType.Counter
            : type == typeof(Histogram<>) ? MetricType.Histogram
            : MetricType.Gauge;
    }

    private static Type GenericTypeOf(Instrument instrument) => instrument.GetType().GetGenericTypeDefinition();
}
