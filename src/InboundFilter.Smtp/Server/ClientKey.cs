using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Smtp.Server;

/// <summary>What counts as one client: an IPv4 address, or an IPv6 /64, which is what one customer gets.</summary>
internal readonly record struct ClientKey(AddressFamily Family, ulong Bits)
{
    public static ClientKey Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        octets.Clear();
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        address.TryWriteBytes(octets, out _);
        return new ClientKey(address.AddressFamily, BinaryPrimitives.ReadUInt64BigEndian(octets));
    }
}
