using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Mail.Scanning;

namespace InboundFilter.Daemon.Configuration;

/// <summary>How clamd is reached, as an administrator writes it; <see cref="ClamdOptions"/> says what each key is for.</summary>
internal sealed record ClamdScannerOptions
{
    private static readonly ClamdOptions Defaults = new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 3310) };

    /// <summary>Null when <see cref="Socket"/> is set.</summary>
    [DefaultPort(3310)]
    public DnsEndPoint? Address { get; init; }

    /// <summary>A unix socket; null when <see cref="Address"/> is set.</summary>
    [FilePath]
    public string? Socket { get; init; }

    [Range(typeof(TimeSpan), "00:00:01", "00:03:00")]
    public TimeSpan Timeout { get; init; } = Defaults.Timeout;

    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = Defaults.ConnectTimeout;

    [Octets, Range(1_024, 4L << 30)]
    public long MaxSize { get; init; } = Defaults.MaxOctets;

    [Range(1, 1_000)]
    public int Connections { get; init; } = Defaults.MaxConnections;

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
