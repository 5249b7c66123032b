using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Dns;

/// <summary>Names made of an address: in the reverse trees and in address-keyed lists.</summary>
public static class ReverseName
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>Characters of an IPv6 address as labels.</summary>
    private const int LongestLabels = 64;

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
        address.TryWriteBytes(octets, out int count);
        Span<char> text = stackalloc char[LongestLabels + DomainName.MaxLength];
        int length = 0;

        for (int i = count - 1; i >= 0; i--)
        {
            if (count == 4)
            {
                octets[i].TryFormat(text[length..], out int digits, provider: CultureInfo.InvariantCulture);
                length += digits;
                text[length++] = '.';
            }
            else
            {
                text[length++] = HexDigits[octets[i] & 15];
                text[length++] = '.';
                text[length++] = HexDigits[octets[i] >> 4];
                text[length++] = '.';
            }
        }

        zone.Value.CopyTo(text[length..]);
        text = text[..(length + zone.Value.Length)];
        return DomainName.TryParse(text, out var name) ? name : throw new FormatException($"\"{text}\" is not a domain name.");
    }

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
