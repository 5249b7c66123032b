using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Mail.Spf;

/// <summary>An address as a number, for comparing leading bits. An IPv4 address never equals an IPv6 address.</summary>
/// <param name="Value">For IPv4 in the lowest 32 bits.</param>
internal readonly record struct AddressBits(UInt128 Value, bool IsV4)
{
    public const int V4Length = 32;
    public const int V6Length = 128;

    /// <summary>An IPv4-mapped IPv6 address is the IPv4 address (RFC 7208 §5).</summary>
    public static AddressBits Of(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        return address.AddressFamily is AddressFamily.InterNetwork
            ? new(BinaryPrimitives.ReadUInt32BigEndian(octets), IsV4: true)
            : new(BinaryPrimitives.ReadUInt128BigEndian(octets), IsV4: false);
    }

    /// <summary>Whether the address shares the first <paramref name="prefix"/> bits with a network of its kind.</summary>
    public bool IsIn(AddressBits network, int prefix)
    {
        int length = IsV4 ? V4Length : V6Length;
        return IsV4 == network.IsV4 && (prefix == 0 || (Value ^ network.Value) >> (length - prefix) == 0);
    }
}
