using System.Collections.Concurrent;
using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Tests.Policy.Dnsbl;

/// <summary>The name server of a blocklist that a test can break: <see cref="Behaviour"/> turns a name into an address, NXDOMAIN, SERVFAIL or SILENT.</summary>
public sealed class ListDns : IDnsResolver
{
    private static readonly TaskCompletionSource<DnsAnswer<IPAddress>> Never = new();

    /// <summary>Holds the entries of RFC 5782 and nothing else.</summary>
    public static readonly Func<string, string> Good = name =>
        name.StartsWith("2.0.0.127.", StringComparison.Ordinal) || name.StartsWith("2.0.0.0.0.0.f.7.", StringComparison.Ordinal) || name.StartsWith("test.", StringComparison.Ordinal)
            ? "127.0.0.2" : "NXDOMAIN";

    public Func<string, string> Behaviour { get; set; } = Good;

    public ConcurrentQueue<string> Asked { get; } = new();

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation)
    {
        Asked.Enqueue(name.Value);
        return Behaviour(name.Value) switch
        {
            "NXDOMAIN" => new(DnsAnswer<IPAddress>.NoSuchName),
            "SERVFAIL" => new(DnsAnswer<IPAddress>.Unavailable("SERVFAIL")),
            "SILENT" => new(Never.Task),
            var addresses => new(DnsAnswer<IPAddress>.Found([.. addresses.Split(' ').Select(IPAddress.Parse)])),
        };
    }

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.NoData);

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<MxRecord>.NoData);

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<string>.NoData);

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<DomainName>.NoData);
}
