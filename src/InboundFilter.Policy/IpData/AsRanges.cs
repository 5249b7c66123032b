using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Policy.IpData;

/// <summary>Autonomous systems as sorted ranges: found by binary search, without allocation.</summary>
internal sealed class AsRanges : IAsSource
{
    /// <summary>Most ranges of one address family. The whole routing table of IPv4 has about a million.</summary>
    public const int MaxRanges = 4_000_000;

    private readonly RangeTable<uint> _ipv4 = new();
    private readonly RangeTable<UInt128> _ipv6 = new();
    private readonly List<AsInfo> _systems = [];
    private readonly Dictionary<uint, int> _lastOfNumber = [];

    public int Count => _ipv4.Count + _ipv6.Count;

    public bool HasRoom => _ipv4.Count < MaxRanges && _ipv6.Count < MaxRanges;

    public bool TryAdd(uint first, uint last, uint number, ReadOnlySpan<byte> name) => _ipv4.TryAdd(first, last, IndexOf(number, name));

    public bool TryAdd(UInt128 first, UInt128 last, uint number, ReadOnlySpan<byte> name) => _ipv6.TryAdd(first, last, IndexOf(number, name));

    /// <summary>To be called once after the last range.</summary>
    public void Seal()
    {
        _ipv4.TrimExcess();
        _ipv6.TrimExcess();
        _systems.TrimExcess();
        _lastOfNumber.Clear();
        _lastOfNumber.TrimExcess();
    }

    public bool TryGet(IPAddress address, out AsInfo info)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        bool found = address.AddressFamily is AddressFamily.InterNetwork
            ? _ipv4.TryFind(BinaryPrimitives.ReadUInt32BigEndian(octets), out int owner)
            : address.IsIPv4MappedToIPv6 ? _ipv4.TryFind(BinaryPrimitives.ReadUInt32BigEndian(octets[12..]), out owner)
            : _ipv6.TryFind(BinaryPrimitives.ReadUInt128BigEndian(octets), out owner);
        info = found ? _systems[owner] : default;
        return found;
    }

    /// <summary>Each system is kept once, unless the source changes its name half-way.</summary>
    private int IndexOf(uint number, ReadOnlySpan<byte> name)
    {
        if (_lastOfNumber.TryGetValue(number, out int index) && IsNamed(_systems[index].Name, name))
        {
            return index;
        }

        index = _systems.Count;
        _systems.Add(new AsInfo(number, Encoding.UTF8.GetString(name)));
        _lastOfNumber[number] = index;
        return index;
    }

    private static bool IsNamed(string known, ReadOnlySpan<byte> name) =>
        Ascii.Equals(name, known) || (!Ascii.IsValid(name) && Encoding.UTF8.GetString(name) == known);
}
