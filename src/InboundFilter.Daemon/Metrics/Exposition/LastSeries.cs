namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>Measurements of which the last counts.</summary>
internal sealed class LastSeries(KeyValuePair<string, object?>[] tags) : Series(tags), IValueSeries
{
    private double _last;

    public double Value => Volatile.Read(ref _last);

    public override void Record(double measurement) => Volatile.Write(ref _last, measurement);
}
