using System.Numerics;

namespace InboundFilter.Policy.IpData;

/// <summary>Ranges of addresses, each with an owner's index, in three sorted arrays.</summary>
/// <typeparam name="T"><see cref="uint"/> for IPv4, <see cref="UInt128"/> for IPv6.</typeparam>
internal sealed class RangeTable<T> where T : struct, IBinaryInteger<T>
{
    private readonly List<T> _firsts = [];
    private readonly List<T> _lasts = [];
    private readonly List<int> _owners = [];

    public int Count => _firsts.Count;

    /// <summary>Adds a range behind all others. One that begins before the last one ends takes the rest of it: published tables have such slips.</summary>
    /// <returns>False: it ends before it begins, is not behind the last one, or lies inside it.</returns>
    public bool TryAdd(T first, T last, int owner)
    {
        if (first > last)
        {
            return false;
        }

        if (Count > 0 && first <= _lasts[^1])
        {
            if (first <= _firsts[^1] || last < _lasts[^1])
            {
                return false;
            }

            _lasts[^1] = first - T.One;
        }

        _firsts.Add(first);
        _lasts.Add(last);
        _owners.Add(owner);
        return true;
    }

    /// <summary>Gives back the room that growing left unused.</summary>
    public void TrimExcess()
    {
        _firsts.TrimExcess();
        _lasts.TrimExcess();
        _owners.TrimExcess();
    }

    /// <summary>The owner of the range that holds the address.</summary>
    public bool TryFind(T address, out int owner)
    {
        int at = _firsts.BinarySearch(address);
        at = at < 0 ? ~at - 1 : at;
        bool found = at >= 0 && address <= _lasts[at];
        owner = found ? _owners[at] : -1;
        return found;
    }
}
