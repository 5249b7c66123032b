using System.Buffers.Binary;
using System.Net;

namespace InboundFilter.Ledger.View;

/// <summary>An IPv6 network: first address and prefix length.</summary>
internal readonly record struct NetworkKey(UInt128 First, byte PrefixLength)
{
    private const int MappedPrefixLength = 96;

    public static NetworkKey Of(UInt128 address, int prefixLength) =>
        new(prefixLength == 0 ? UInt128.Zero : address >> (128 - prefixLength) << (128 - prefixLength), (byte)prefixLength);

    /// <summary>An IPv4 network in one number: the prefix length, then the first address.</summary>
    public static ulong OfV4(uint address, int prefixLength) =>
        ((ulong)prefixLength << 32) | (prefixLength == 0 ? 0 : address & (uint.MaxValue << (32 - prefixLength)));

    /// <summary>Reads an address of either family; one that is mapped into IPv6 counts as IPv4.</summary>
    /// <returns>Whether it is IPv4.</returns>
    public static bool Read(IPAddress address, out uint v4, out UInt128 v6)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int written);
        bool isMapped = address.IsIPv4MappedToIPv6;
        v4 = BinaryPrimitives.ReadUInt32BigEndian(octets[(isMapped ? 12 : 0)..]);
        v6 = BinaryPrimitives.ReadUInt128BigEndian(octets);
        return isMapped || written == sizeof(uint);
    }

    /// <summary>A network of either family; one that lies in the mapped range counts as IPv4.</summary>
    public static bool Read(IPNetwork network, out ulong v4, out NetworkKey v6)
    {
        bool isV4 = Read(network.BaseAddress, out uint narrow, out var wide);
        int mapped = network.BaseAddress.IsIPv4MappedToIPv6 ? MappedPrefixLength : 0;
        isV4 &= network.PrefixLength >= mapped;
        v4 = isV4 ? OfV4(narrow, network.PrefixLength - mapped) : 0;
        v6 = isV4 ? default : Of(wide, network.PrefixLength);
        return isV4;
    }
}
