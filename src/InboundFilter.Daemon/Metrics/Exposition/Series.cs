namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>The measurements of one instrument with the same tags. Thread-safe.</summary>
internal abstract class Series(KeyValuePair<string, object?>[] tags)
{
    public IReadOnlyList<KeyValuePair<string, object?>> Tags => tags;

    public abstract void Record(double measurement);

    /// <summary>Adds without a lock: what others add meanwhile is not lost.</summary>
    protected static void Add(ref double sum, double summand)
    {
        double before = Volatile.Read(ref sum);
        while (true)
        {
            double seen = Interlocked.CompareExchange(ref sum, before + summand, before);
            if (BitConverter.DoubleToInt64Bits(seen) == BitConverter.DoubleToInt64Bits(before))
            {
                return;
            }

            before = seen;
        }
    }
}
