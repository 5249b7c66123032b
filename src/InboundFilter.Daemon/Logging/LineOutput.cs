using System.Buffers;

namespace InboundFilter.Daemon.Logging;

/// <summary>Log lines on their way out: whoever logs only leaves them here, and what has gathered is written at once. Thread-safe; never makes anybody wait.</summary>
/// <remarks>A reader that stands still costs lines, which are counted, and no mail.</remarks>
/// <param name="output">Where they go. What it does not take is lost.</param>
/// <param name="time">Clock.</param>
internal sealed class LineOutput(Stream output, TimeProvider time) : IDisposable
{
    /// <summary>Octets that wait for the reader; further lines are lost.</summary>
    public const int MaxWaitingOctets = 8 << 20;

    /// <summary>How long lines gather.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    /// <summary>At the end a reader that stands still is not waited for any longer.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private const int InitialOctets = 32 << 10;

    private readonly Lock _gate = new();
    private readonly Lock _turn = new();
    private ArrayBufferWriter<byte> _gathered = new(InitialOctets);
    private ArrayBufferWriter<byte> _leaving = new(InitialOctets);
    private ITimer? _timer;
    private long _lost;
    private long _told;

    /// <summary>Called when lines leave again after some were lost, with how many those were.</summary>
    public event Action<long>? LinesLost;

    /// <param name="line">One line with its end.</param>
    public void Add(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (_gathered.WrittenCount + line.Length > MaxWaitingOctets)
            {
                _lost++;
                return;
            }

            bool isFirst = _gathered.WrittenCount == 0;
            _gathered.Write(line);
            if (isFirst)
            {
                _timer ??= time.CreateTimer(static self => ((LineOutput)self!).WriteOut(Timeout.InfiniteTimeSpan), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(Gathering, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose()
    {
        WriteOut(LastPatience);
        lock (_gate)
        {
            _timer?.Dispose();
        }
    }

    private void WriteOut(TimeSpan patience)
    {
        if (!_turn.TryEnter(patience))
        {
            return;
        }

        try
        {
            lock (_gate)
            {
                (_gathered, _leaving) = (_leaving, _gathered);
            }

            output.Write(_leaving.WrittenSpan);
            output.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // Nobody reads any more.
        }
        finally
        {
            _leaving.ResetWrittenCount();
            _turn.Exit();
        }

        Tell();
    }

    private void Tell()
    {
        long lost;
        lock (_gate)
        {
            (lost, _told) = (_lost - _told, _lost);
        }

        if (lost > 0)
        {
            LinesLost?.Invoke(lost);
        }
    }
}
