using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>Listens to instruments and keeps what they measured, to be read at any time. Thread-safe.</summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly ILogger<MetricCollector> _log;

    /// <param name="isWanted">Chooses the instruments; those of other parts of the process are offered too.</param>
    /// <param name="log">For measurements that fail.</param>
    public MetricCollector(Func<Instrument, bool> isWanted, ILogger<MetricCollector> log)
    {
        _log = log;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (isWanted(instrument) && FamilyOf(instrument) is { } family)
            {
                listener.EnableMeasurementEvents(instrument, family);
            }
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Asks the instruments that wait to be asked, and hands all to the reader before anybody else asks.</summary>
    /// <param name="read">Gets the families, by name; also those of which nothing has been measured yet, so that one can see what there is.</param>
    public T Collect<T>(Func<IEnumerable<MetricFamily>, T> read)
    {
        lock (_gate)
        {
            foreach (var family in _families.Values)
            {
                family.BeginCollection();
            }

            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException faults)
            {
                // The others were asked; a page that lacks one is better than none.
                _log.NotMeasured(faults);
            }

            return read(_families.Values.OrderBy(f => f.Name, StringComparer.Ordinal));
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <returns>Null for an instrument that only shares the name of another.</returns>
    private MetricFamily? FamilyOf(Instrument instrument)
    {
        var family = new MetricFamily(instrument);
        return _families.TryAdd(family.Name, family) ? family : null;
    }
}
