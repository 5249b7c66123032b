using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Smtp.Server;

/// <summary>What counts as one client: an IPv4 address, or an IPv6 /64, which is what one customer gets.</summary>
public readonly record struct ClientKey(AddressFamily Family, ulong Bits)
{
    private const ulong FirstThreeOctets = 0xFFFF_FF00_0000_0000;
    private const ulong FirstSixOctets = 0xFFFF_FFFF_FFFF_0000;

    /// <summary>What counts as its network: an IPv4 /24 or an IPv6 /48, the least that is routed by itself.</summary>
    public ClientKey Network => this with { Bits = Bits & (Family is AddressFamily.InterNetwork ? FirstThreeOctets : FirstSixOctets) };

    public static ClientKey Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        octets.Clear();
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        address.TryWriteBytes(octets, out _);
        return new ClientKey(address.AddressFamily, BinaryPrimitives.ReadUInt64BigEndian(octets));
    }
}
