using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Dns;

/// <summary>Names made of an address: in the reverse trees and in address-keyed lists.</summary>
public static class ReverseName
{
    private static readonly DomainName V4Tree = DomainName.Parse("in-addr.arpa");
    private static readonly DomainName V6Tree = DomainName.Parse("ip6.arpa");

    /// <summary>The name whose PTR records are the reverse names of the address (RFC 1035 §3.5, RFC 3596 §2.5).</summary>
    public static DomainName Of(IPAddress address) =>
        Under(address, Unmapped(address).AddressFamily is AddressFamily.InterNetwork ? V4Tree : V6Tree);

    /// <summary>The address as labels, least significant first, in front of a zone (RFC 5782 §2.1 and §2.4).</summary>
    public static DomainName Under(IPAddress address, DomainName zone)
    {
        address = Unmapped(address);
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int length);
        var text = new StringBuilder(length == 4 ? 16 : 64);

        for (int i = length - 1; i >= 0; i--)
        {
            if (length == 4)
            {
                text.Append(CultureInfo.InvariantCulture, $"{octets[i]}.");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{octets[i] & 15:x}.{octets[i] >> 4:x}.");
            }
        }

        return DomainName.Parse(text.Append(zone.Value).ToString());
    }

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
