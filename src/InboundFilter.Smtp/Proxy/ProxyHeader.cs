using System.Net;

namespace InboundFilter.Smtp.Proxy;

/// <summary>For whom a connection was made, as its PROXY header says.</summary>
/// <param name="Source">The client; null when the header names none, and then the connection's own ends count.</param>
/// <param name="Destination">Where the client connected to; null together with <paramref name="Source"/>.</param>
/// <param name="IsLocal">The proxy made the connection on its own behalf, as for a health check (LOCAL of version 2).</param>
internal readonly record struct ProxyHeader(IPEndPoint? Source, IPEndPoint? Destination, bool IsLocal)
{
    /// <summary>UNKNOWN of version 1, UNSPEC of version 2.</summary>
    public static ProxyHeader Unknown => default;

    public static ProxyHeader Local => new(null, null, IsLocal: true);

    public static ProxyHeader Of(IPEndPoint source, IPEndPoint destination) => new(source, destination, IsLocal: false);
}
