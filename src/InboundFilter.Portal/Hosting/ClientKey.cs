using System.Net;
using System.Net.Sockets;
using InboundFilter.Portal.Reading;

namespace InboundFilter.Portal.Hosting;

/// <summary>Who counts as one client where tries are limited: an IPv4 address, or an IPv6 /64, which one site has to itself (RFC 6177 §2).</summary>
internal static class ClientKey
{
    private const int SiteBits = 64;

    /// <param name="address">Null when it is not known; all of these count as one.</param>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? NetworkReader.Around(address, SiteBits).ToString() : address.ToString();
    }
}
