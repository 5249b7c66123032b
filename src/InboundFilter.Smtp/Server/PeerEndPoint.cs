using System.Net;

namespace InboundFilter.Smtp.Server;

/// <summary>An end of a connection as rules read it: an IPv4 address is never in its IPv6-mapped form.</summary>
internal static class PeerEndPoint
{
    /// <summary>255.255.255.255 stands for an end that has no IP address, which no rule vouches for.</summary>
    public static IPEndPoint Of(EndPoint? end) => end switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped => new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port),
        IPEndPoint ip => ip,
        _ => new IPEndPoint(IPAddress.None, 0),
    };
}
