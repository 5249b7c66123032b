using System.Net;
using InboundFilter.Daemon.Doctor.Senses;
using InboundFilter.Dns;
using InboundFilter.Policy;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>By which public addresses the world reaches us, as far as this machine and DNS can tell.</summary>
internal sealed class OurAddresses(IDnsResolver dns, IPorts ports, ClientNetworks networks)
{
    /// <summary>Addresses of one name that are looked at.</summary>
    public const int MaxAddresses = 8;

    /// <summary>Those of our interfaces. None behind a router that translates addresses.</summary>
    public IReadOnlyList<IPAddress> OfInterfaces { get; } = [.. ports.Addresses.Where(networks.IsUsable)];

    /// <summary>IPv4 and IPv6 addresses of a name; a reason when nobody can say.</summary>
    public async Task<DnsAnswer<IPAddress>> OfNameAsync(DomainName name, CancellationToken cancellation)
    {
        var four = await dns.QueryAAsync(name, cancellation);
        var six = await dns.QueryAaaaAsync(name, cancellation);
        return four.Status is DnsStatus.Unavailable && six.Records.Count == 0 ? four
            : six.Status is DnsStatus.Unavailable && four.Records.Count == 0 ? six
            : DnsAnswer<IPAddress>.Found([.. four.Records.Concat(six.Records).Take(MaxAddresses)]);
    }
}
