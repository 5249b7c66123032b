using System.ComponentModel.DataAnnotations;
using System.Net;

namespace InboundFilter.Dns;

/// <summary>Whom the resolver asks, how long it waits and what it keeps. Bound from <c>dns</c>; read once.</summary>
public sealed class DnsResolverOptions
{
    public const string Section = "dns";

    /// <summary>Recursive servers in order of preference, at most <see cref="MaxServers"/>; more are ignored. None: those of <c>/etc/resolv.conf</c>.</summary>
    public IReadOnlyList<IPEndPoint> Servers { get; init; } = [];

    /// <summary>Servers that are used; as many as <c>/etc/resolv.conf</c> may name.</summary>
    public const int MaxServers = 3;

    /// <summary>
    /// How long a question may take in all. Each try waits an equal part, but at least <see cref="MinTryTimeout"/>; no try
    /// begins when this has passed, so a question ends at the latest one try later. A try that goes on without EDNS or over
    /// TCP waits for each anew.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Shortest wait of one try, however many tries share <see cref="Timeout"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:30")]
    public TimeSpan MinTryTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Rounds over the servers. A server that has answered with a failure is not asked again in the next round.</summary>
    [Range(1, 5)]
    public int Tries { get; init; } = 2;

    /// <summary>How long a server that has let three questions in a row time out is asked last.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ServerRest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Shortest life of a cached answer, found or absent, whatever its TTL says.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MinTtl { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest life of a cached answer that was found.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Longest life of a cached "no such name" or "no data" (RFC 2308 §5 leaves it to us): a sender who has mended his DNS waits this long.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxNegativeTtl { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a question that nobody could answer is not asked again. RFC 9520 §3.2 asks for 1 second to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan UnavailableTtl { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Answers kept, in up to 300 octets of memory each; when longer ones take more, so many fewer are kept.</summary>
    [Range(16, 10_000_000)]
    public int MaxCacheEntries { get; init; } = 100_000;

    /// <summary>Different questions asked at once; further ones are unavailable at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueriesInFlight { get; init; } = 20_000;

    /// <summary>CNAME records followed for one question, within answers and from answer to answer.</summary>
    [Range(1, 32)]
    public int MaxCnameHops { get; init; } = 8;

    /// <summary>Octets of a UDP answer that we announce (RFC 6891 §6.2.3). 1232 passes everywhere without fragments.</summary>
    [Range(512, 4_096)]
    public int UdpPayloadSize { get; init; } = 1_232;

    /// <summary>UDP sockets per server. Each has its own random port; more of them are harder to forge answers for and carry more at once.</summary>
    [Range(1, 256)]
    public int UdpSockets { get; init; } = 32;

    /// <summary>Queries sent from one UDP socket before another, on another port, takes its place.</summary>
    [Range(1, 1_000_000)]
    public int QueriesPerUdpSocket { get; init; } = 1_000;

    /// <summary>TCP connections per server at once; further questions wait within their time.</summary>
    [Range(1, 1_000)]
    public int MaxTcpConnections { get; init; } = 64;

    /// <summary>
    /// Whether letters of the question get random case, which a forger then has to guess as well. A server that does not
    /// repeat the case is asked over TCP, which is slow: switch this off for such a server.
    /// </summary>
    public bool RandomCase { get; init; } = true;
}
