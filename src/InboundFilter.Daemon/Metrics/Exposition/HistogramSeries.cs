namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>Measurements counted by upper bound.</summary>
/// <param name="tags">Its tags.</param>
/// <param name="bounds">Upper bounds, rising, each inclusive; above the last is +Inf.</param>
internal sealed class HistogramSeries(KeyValuePair<string, object?>[] tags, double[] bounds) : Series(tags)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public IReadOnlyList<double> Bounds => bounds;

    public double Sum => Volatile.Read(ref _sum);

    /// <summary>How many were at most each bound; the last is how many there were in all.</summary>
    public long[] Cumulative()
    {
        long[] cumulative = new long[_counts.Length];
        long sum = 0;
        for (int i = 0; i < cumulative.Length; i++)
        {
            cumulative[i] = sum += Volatile.Read(ref _counts[i]);
        }

        return cumulative;
    }

    public override void Record(double measurement)
    {
        // A number that is none would make the sum none for good.
        if (double.IsNaN(measurement))
        {
            return;
        }

        int place = 0;
        while (place < bounds.Length && measurement > bounds[place])
        {
            place++;
        }

        Interlocked.Increment(ref _counts[place]);
        Add(ref _sum, measurement);
    }
}
