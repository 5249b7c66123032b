using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Mail.Scanning;

namespace InboundFilter.Daemon.Configuration;

/// <summary>How clamd is reached, as an administrator writes it; the reasons are with <see cref="ClamdOptions"/>.</summary>
internal sealed record ClamdScannerOptions
{
    private static readonly ClamdOptions Defaults = new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 3310) };

    /// <summary>Where it listens, over TCP. Either this or <see cref="Socket"/>.</summary>
    [DefaultPort(3310)]
    public DnsEndPoint? Address { get; init; }

    /// <summary>The unix socket on which it listens. Either this or <see cref="Address"/>.</summary>
    [FilePath]
    public string? Socket { get; init; }

    /// <summary>Longest time for a whole scan. clamd's own MaxScanTime should be no longer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:03:00")]
    public TimeSpan Timeout { get; init; } = Defaults.Timeout;

    /// <summary>Longest wait for a connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = Defaults.ConnectTimeout;

    /// <summary>Of a larger message only the first part is scanned, so many octets. No more than clamd's StreamMaxLength.</summary>
    [Octets, Range(1_024, 4L << 30)]
    public long MaxSize { get; init; } = Defaults.MaxOctets;

    /// <summary>Scans at once; others wait. More than clamd's MaxThreads would only wait there.</summary>
    [Range(1, 1_000)]
    public int Connections { get; init; } = Defaults.MaxConnections;

    /// <summary>What becomes of mail that clamd could not look at.</summary>
    public ScannerAway WhenAway { get; init; } = Defaults.WhenAway;

    /// <summary>Null when there is not exactly one way to reach it.</summary>
    public ClamdOptions? ToClamdOptions() => EndPoint() is { } end
        ? new()
        {
            EndPoint = end,
            Timeout = Timeout,
            ConnectTimeout = ConnectTimeout,
            MaxOctets = MaxSize,
            MaxConnections = Connections,
            WhenAway = WhenAway,
        }
        : null;

    private EndPoint? EndPoint() =>
        Address is null == Socket is null ? null
        : Socket is not null ? new UnixDomainSocketEndPoint(Socket)
        : IPAddress.TryParse(Address!.Host, out var address) ? new IPEndPoint(address, Address.Port)
        : (EndPoint)Address;
}
