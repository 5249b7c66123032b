using System.Net;

namespace InboundFilter.Smtp;

/// <summary>Who is connected: the client as the connection, a PROXY header or XCLIENT names it.</summary>
/// <param name="SessionId">Short id of the connection for the log; a new one after XCLIENT.</param>
/// <param name="Client">The client's address and port; an IPv4 address is never in its IPv6-mapped form.</param>
/// <param name="Server">Our end of the connection.</param>
public sealed record SmtpPeer(string SessionId, IPEndPoint Client, IPEndPoint Server)
{
    /// <summary>What XCLIENT said of the client instead of the DNS; null when the DNS is to be asked.</summary>
    public XclientOverride? Override { get; init; }

    /// <summary>The connection is a proxy's own, as for its health checks, by its PROXY header; nobody stands behind it.</summary>
    public bool IsProxyItself { get; init; }
}
