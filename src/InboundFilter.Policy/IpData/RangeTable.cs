namespace InboundFilter.Policy.IpData;

/// <summary>Ranges of addresses, each with an owner's index, in three sorted arrays.</summary>
/// <typeparam name="T"><see cref="uint"/> for IPv4, <see cref="UInt128"/> for IPv6.</typeparam>
internal sealed class RangeTable<T> where T : struct, IComparable<T>
{
    private readonly List<T> _firsts = [];
    private readonly List<T> _lasts = [];
    private readonly List<int> _owners = [];

    public int Count => _firsts.Count;

    /// <summary>Adds a range behind all others. False: it ends before it begins, or begins before the one before it ends.</summary>
    public bool TryAdd(T first, T last, int owner)
    {
        if (first.CompareTo(last) > 0 || (Count > 0 && first.CompareTo(_lasts[^1]) <= 0))
        {
            return false;
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
        bool found = at >= 0 && address.CompareTo(_lasts[at]) <= 0;
        owner = found ? _owners[at] : -1;
        return found;
    }
}
