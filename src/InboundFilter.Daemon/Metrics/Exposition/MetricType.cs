namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>The types of the Prometheus text format that we write.</summary>
internal enum MetricType
{
    /// <summary>Only rises, or starts over at 0.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts by upper bound, with their sum.</summary>
    Histogram,
}
