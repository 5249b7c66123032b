using System.Numerics;
using System.Runtime.CompilerServices;

namespace InboundFilter.Policy.Lists;

/// <summary>Networks of one address family, found by the address inside them: one binary search, then a walk outwards.</summary>
/// <remarks>
/// Two networks are either apart or one within the other. So in an array sorted by first address (the wider first), every network
/// that covers an address encloses the last one that starts at or before it, and a link from each to the next wider
/// leads through them all. Immutable; 17 octets a network for IPv4.
/// </remarks>
/// <typeparam name="TAddress">The address as an unsigned number: <see cref="uint"/> or <see cref="UInt128"/>.</typeparam>
internal sealed class NetworkTable<TAddress>
    where TAddress : unmanaged, IBinaryInteger<TAddress>, IUnsignedNumber<TAddress>
{
    private const int None = -1;

    private readonly TAddress[] _first;
    private readonly byte[] _prefixLength;
    private readonly int[] _wider;
    private readonly ListHit[] _hits;

    private NetworkTable(int count) =>
        (_first, _prefixLength, _wider, _hits) = (new TAddress[count], new byte[count], new int[count], new ListHit[count]);

    public static NetworkTable<TAddress> Build(List<Row> rows)
    {
        rows.Sort();
        int count = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            // A network that a file names twice is kept once, with its first line.
            if (i + 1 == rows.Count || !rows[i].IsSameAs(rows[i + 1]))
            {
                rows[count++] = rows[i];
            }
        }

        var table = new NetworkTable<TAddress>(count);
        for (int i = 0; i < count; i++)
        {
            var row = rows[i];
            int wider = i - 1;
            while (wider != None && !table.Covers(wider, row.First))
            {
                wider = table._wider[wider];
            }

            table._first[i] = row.First;
            table._prefixLength[i] = row.PrefixLength;
            table._wider[i] = wider;
            table._hits[i] = row.Hit;
        }

        return table;
    }

    public int Count => _first.Length;

    public TAddress First(int index) => _first[index];

    public int PrefixLength(int index) => _prefixLength[index];

    public ListHit Hit(int index) => _hits[index];

    /// <summary>The narrowest network that holds the address; negative when there is none.</summary>
    public int Narrowest(TAddress address)
    {
        int at = UpperBound(address) - 1;
        while (at >= 0 && !Covers(at, address))
        {
            at = _wider[at];
        }

        return at;
    }

    /// <summary>The next wider network, or the same one from another entry; negative at the end.</summary>
    public int Wider(int index) => _wider[index];

    private int UpperBound(TAddress address)
    {
        int low = 0, high = _first.Length;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            if (_first[middle] <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private bool Covers(int index, TAddress address)
    {
        int hostBits = (Unsafe.SizeOf<TAddress>() * 8) - _prefixLength[index];

        // A shift by the whole width would shift by nothing.
        return _prefixLength[index] == 0 || (address ^ _first[index]) >> hostBits == TAddress.Zero;
    }

    /// <summary>A network while the table is being built. Sorted so that of equal networks the one listed first comes last, where the search begins.</summary>
    internal readonly record struct Row(TAddress First, byte PrefixLength, ListHit Hit) : IComparable<Row>
    {
        public int CompareTo(Row other)
        {
            int order = First.CompareTo(other.First);
            order = order != 0 ? order : PrefixLength.CompareTo(other.PrefixLength);
            order = order != 0 ? order : other.Hit.Entry.CompareTo(Hit.Entry);
            return order != 0 ? order : other.Hit.Line.CompareTo(Hit.Line);
        }

        public bool IsSameAs(Row other) =>
            First == other.First && PrefixLength == other.PrefixLength && Hit.Entry == other.Hit.Entry;
    }
}
