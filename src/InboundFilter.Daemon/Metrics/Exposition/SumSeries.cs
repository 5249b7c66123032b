namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>Measurements that are added up. Exact up to 2^53.</summary>
internal sealed class SumSeries(KeyValuePair<string, object?>[] tags) : Series(tags), IValueSeries
{
    private double _sum;

    public double Value => Volatile.Read(ref _sum);

    public override void Record(double measurement) => Add(ref _sum, measurement);
}
