using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Policy.Lists;

/// <summary>Networks of both families; an IPv4 address or network that is mapped into IPv6 counts as IPv4.</summary>
internal sealed class NetworkIndex
{
    private const int MappedPrefixLength = 96;

    private readonly NetworkTable<uint> _v4;
    private readonly NetworkTable<UInt128> _v6;

    private NetworkIndex(NetworkTable<uint> v4, NetworkTable<UInt128> v6) => (_v4, _v6) = (v4, v6);

    public Cursor Covering(IPAddress address)
    {
        bool isV4 = Read(address, out uint v4, out var v6);
        return new Cursor(this, isV4, isV4 ? _v4.Narrowest(v4) : _v6.Narrowest(v6));
    }

    private static bool Read(IPAddress address, out uint v4, out UInt128 v6)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int written);
        bool isMapped = address.IsIPv4MappedToIPv6;
        v4 = BinaryPrimitives.ReadUInt32BigEndian(octets[(isMapped ? 12 : 0)..]);
        v6 = BinaryPrimitives.ReadUInt128BigEndian(octets);
        return isMapped || written == sizeof(uint);
    }

    /// <summary>Collects networks. Not thread-safe.</summary>
    internal sealed class Builder
    {
        private readonly List<NetworkTable<uint>.Row> _v4 = [];
        private readonly List<NetworkTable<UInt128>.Row> _v6 = [];

        public void Add(IPNetwork network, ListHit hit)
        {
            bool isV4 = Read(network.BaseAddress, out uint v4, out var v6);
            bool isMapped = isV4 && network.BaseAddress.AddressFamily is AddressFamily.InterNetworkV6;
            if (isV4 && (!isMapped || network.PrefixLength >= MappedPrefixLength))
            {
                _v4.Add(new(v4, (byte)(network.PrefixLength - (isMapped ? MappedPrefixLength : 0)), hit));
            }
            else
            {
                _v6.Add(new(v6, (byte)network.PrefixLength, hit));
            }
        }

        public NetworkIndex Build() => new(NetworkTable<uint>.Build(_v4), NetworkTable<UInt128>.Build(_v6));
    }

    /// <summary>From the narrowest network outwards.</summary>
    internal struct Cursor(NetworkIndex index, bool isV4, int start) : IListCursor
    {
        private int _next = start;
        private int _at;

        public readonly ListHit Current => isV4 ? index._v4.Hit(_at) : index._v6.Hit(_at);

        public bool MoveNext()
        {
            if (_next < 0)
            {
                return false;
            }

            _at = _next;
            _next = isV4 ? index._v4.Wider(_at) : index._v6.Wider(_at);
            return true;
        }

        public readonly string SubjectText()
        {
            Span<byte> octets = stackalloc byte[16];
            if (isV4)
            {
                BinaryPrimitives.WriteUInt32BigEndian(octets, index._v4.First(_at));
            }
            else
            {
                BinaryPrimitives.WriteUInt128BigEndian(octets, index._v6.First(_at));
            }

            int prefixLength = isV4 ? index._v4.PrefixLength(_at) : index._v6.PrefixLength(_at);
            var address = new IPAddress(octets[..(isV4 ? 4 : 16)]);
            return string.Create(CultureInfo.InvariantCulture, $"{address}/{prefixLength}");
        }
    }
}
