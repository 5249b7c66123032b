using System.Globalization;
using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Faults.Load;

namespace InboundFilter.EndToEnd.Faults.Soak;

/// <summary>The books of a long run: two octets for a message, by its number, and the latencies since the last look. Thread-safe.</summary>
/// <param name="most">Messages at most; further ones are counted and not joined.</param>
internal sealed class SoakTally(int most) : ILoadBook
{
    private readonly Lock _gate = new();
    private readonly byte[] _taken = new byte[most];
    private readonly byte[] _arrived = new byte[most];
    private List<double> _milliseconds = [];
    private int _changed;

    /// <summary>Attempts by what was told.</summary>
    public int[] Told { get; } = new int[Enum.GetValues<Told>().Length];

    public void Sends(LoadMessage message)
    {
    }

    public void WasTold(Attempt attempt)
    {
        lock (_gate)
        {
            Told[(int)attempt.Told]++;
            if (attempt.Told is Load.Told.Taken)
            {
                _milliseconds.Add(attempt.Took.TotalMilliseconds);
                Count(_taken, attempt.Id);
            }
        }
    }

    /// <summary>The mailbox server has accepted a message.</summary>
    public void Arrived(byte[] octets)
    {
        var arrival = Arrival.Read(octets, string.Empty);
        lock (_gate)
        {
            _changed += arrival.IsWhole ? 0 : 1;
            Count(_arrived, arrival.Id);
        }
    }

    /// <summary>Messages taken since the last look, and median and 99th percentile of their time from MAIL to the reply to the final dot, in ms.</summary>
    public (int Taken, double P50, double P99) TakeLatencies()
    {
        List<double> found;
        lock (_gate)
        {
            (found, _milliseconds) = (_milliseconds, []);
        }

        found.Sort();
        return found.Count == 0 ? (0, 0, 0) : (found.Count, found[found.Count / 2], found[found.Count * 99 / 100]);
    }

    /// <summary>Messages that got 250 and did not arrive, that arrived more often than taken, and that arrived changed.</summary>
    public (int Missing, int TooOften, int Changed) Close()
    {
        lock (_gate)
        {
            int missing = 0, tooOften = 0;
            for (int i = 0; i < _taken.Length; i++)
            {
                missing += _arrived[i] < _taken[i] ? 1 : 0;
                tooOften += _arrived[i] > _taken[i] ? 1 : 0;
            }

            return (missing, tooOften, _changed);
        }
    }

    private static void Count(byte[] counts, string id)
    {
        if (id.Length > 1 && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < counts.Length)
        {
            counts[number]++;
        }
    }
}
