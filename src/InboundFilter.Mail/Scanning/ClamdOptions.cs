using System.Net;

namespace InboundFilter.Mail.Scanning;

/// <summary>How one clamd is asked. Fixed for the life of a <see cref="ClamdScanner"/>.</summary>
public sealed record ClamdOptions
{
    /// <summary>Where it listens: a TCP address, a host name with a port, or a unix socket.</summary>
    public required EndPoint EndPoint { get; init; }

    /// <summary>Longest time for a whole scan, from the wish to connect to the verdict. More than zero.</summary>
    /// <remarks>A client waits meanwhile; RFC 5321 §4.5.3.2.6 gives it ten minutes. clamd's own MaxScanTime should be no longer.</remarks>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for a connection, name lookup included; also for the answer to PING. More than zero.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of a larger message only the first part is scanned, so many octets. At least 1.</summary>
    /// <remarks>No more than clamd's StreamMaxLength, or larger messages get no verdict. Debian's is 25 MiB.</remarks>
    public long MaxOctets { get; init; } = 25L << 20;

    /// <summary>Scans at once; others wait. At least 1. clamd's MaxThreads is 10 unless configured, and more would only queue there.</summary>
    public int MaxConnections { get; init; } = 10;

    public ScannerAway WhenAway { get; init; } = ScannerAway.Defer;

    /// <summary>Scans in a row that find clamd away, or half of all lately, after which it is left alone for a while. At least 2.</summary>
    public int BreakerFailures { get; init; } = 3;

    /// <summary>How long a clamd that is away is left alone before one scan tries it again. At least half a second.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time over which failures are counted: long enough for as many scans in a row that wait to the end.</summary>
    internal TimeSpan BreakerSampling => (BreakerFailures + 1) * (Timeout + ConnectTimeout) is var span && span < MinBreakerSampling ? MinBreakerSampling : span;

    private static readonly TimeSpan MinBreakerSampling = TimeSpan.FromSeconds(30);
}
