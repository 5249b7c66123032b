namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>A series that is one number.</summary>
internal interface IValueSeries
{
    double Value { get; }
}
