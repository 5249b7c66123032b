using System.Net;

namespace InboundFilter.Dns;

/// <summary>Tries in which ways a DNS server answers.</summary>
public interface IDnsServerTrial
{
    /// <summary>The ways in which it answers a question about a name. Never fails.</summary>
    Task<DnsTransports> AskAsync(IPEndPoint server, DomainName name, CancellationToken cancellation);
}
