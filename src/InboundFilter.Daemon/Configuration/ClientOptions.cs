using System.Net;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Client networks with a role of their own (DESIGN §2, principle 8).</summary>
internal sealed record ClientOptions
{
    private static readonly IPNetwork IPv6Loopback = new(IPAddress.IPv6Loopback, 128);

    /// <summary>Vouched for: not judged by address, HELO or sender domain.</summary>
    public IReadOnlyList<IPNetwork> Trusted { get; init; } = [IPNetwork.Parse("127.0.0.0/8"), IPv6Loopback];

    /// <summary>May send XCLIENT.</summary>
    public IReadOnlyList<IPNetwork> XclientFrom { get; init; } = [new(IPAddress.Loopback, 32), IPv6Loopback];

    /// <summary>Proxies of ours, which say with a PROXY header for whom they speak.</summary>
    public IReadOnlyList<IPNetwork> ProxyFrom { get; init; } = [];

    /// <summary>Private networks whose clients are real, as in tests and labs.</summary>
    public IReadOnlyList<IPNetwork> CountAsPublic { get; init; } = [];
}
