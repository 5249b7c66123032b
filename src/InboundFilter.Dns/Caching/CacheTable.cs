using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Caching;

/// <summary>
/// Runs of octets by the name that they begin with and a type: an index of plain numbers beside an <see cref="OctetStore"/>,
/// so that even a full one costs the collector nothing. Not thread-safe.
/// </summary>
/// <remarks>
/// A new entry looks at the next few places of the index: an expired entry gives up its place at once; when there is no room
/// left, so does one that nobody has asked for since the last time round. So the cost of an insertion is bounded.
/// </remarks>
/// <param name="maxEntries">Most entries.</param>
/// <param name="maxBlocks">Most blocks of the store; there must be enough for the longest run.</param>
internal sealed class CacheTable(int maxEntries, int maxBlocks)
{
    /// <summary>Places looked at for one insertion before marks count no longer.</summary>
    private const int MaxLooks = 16;

    private const int FirstCapacity = 256;
    private const int None = -1;

    private readonly OctetStore _octets = new(maxBlocks);
    private CacheEntry[] _entries = [];
    private int[] _buckets = [];   // a power of two, as many as places; each the first of a chain through the entries
    private int _hand;

    /// <summary>Entries held, the expired ones included that have not given up their place yet.</summary>
    public int Count { get; private set; }

    /// <summary>Finds an entry that is not expired, and marks it as used.</summary>
    /// <param name="hash">Of name and type.</param>
    /// <param name="type">Compared, as the name is: the hash alone proves nothing.</param>
    /// <param name="name">What the run begins with.</param>
    /// <param name="now">Timestamp.</param>
    /// <param name="slot">For <see cref="LengthAt"/> and <see cref="CopyTo"/>, until the table is changed.</param>
    public bool TryFind(int hash, DnsRecordType type, ReadOnlySpan<byte> name, long now, out int slot)
    {
        slot = Find(hash, type, name);
        if (slot == None || _entries[slot].Expires <= now)
        {
            return false;
        }

        _entries[slot].IsUsed = true;
        return true;
    }

    /// <summary>Octets of the run behind its name.</summary>
    public int LengthAt(int slot) => _entries[slot].Length - _entries[slot].NameLength;

    /// <summary>Copies the run from behind its name.</summary>
    public void CopyTo(int slot, Span<byte> octets) => _octets.CopyTo(_entries[slot].Block, _entries[slot].NameLength, octets);

    /// <summary>Keeps a run, in place of an older one of the same name and type.</summary>
    /// <param name="hash">Of name and type.</param>
    /// <param name="type">Part of the key.</param>
    /// <param name="nameLength">Octets of the run that are its name.</param>
    /// <param name="run">Not empty.</param>
    /// <param name="now">Timestamp.</param>
    /// <param name="expires">Timestamp.</param>
    public void Set(int hash, DnsRecordType type, int nameLength, ReadOnlySpan<byte> run, long now, long expires)
    {
        int older = Find(hash, type, run[..nameLength]);
        if (older != None)
        {
            Remove(older);
        }

        MakeRoom(run.Length, now);
        if (Count == _entries.Length)
        {
            Grow();
        }

        ref int bucket = ref Bucket(hash);
        _entries[Count] = new CacheEntry
        {
            Expires = expires,
            Hash = hash,
            Next = bucket,
            Block = _octets.Add(run),
            Length = run.Length,
            NameLength = (ushort)nameLength,
            Type = (ushort)type,
        };
        bucket = Count++;
    }

    /// <summary>Removes an entry whose time is over, if the hand comes upon one soon; and others until the new one has room.</summary>
    private void MakeRoom(int octets, long now)
    {
        bool isFull = IsFull(octets);
        for (int look = 1; Count > 0 && (isFull || look <= MaxLooks); look++)
        {
            // The last entry moves to the place of one that goes: behind the hand, which would otherwise meet the newest first.
            int slot = _hand < Count ? _hand : 0;
            _hand = slot + 1;
            ref var entry = ref _entries[slot];
            if (entry.Expires <= now || (isFull && (!entry.IsUsed || look >= MaxLooks)))
            {
                Remove(slot);
                isFull = IsFull(octets);
                if (!isFull)
                {
                    return;
                }
            }
            else
            {
                // While there is room nobody has to go, so nobody loses his mark.
                entry.IsUsed &= !isFull;
            }
        }
    }

    private bool IsFull(int octets) => Count >= maxEntries || !_octets.HasRoomFor(octets);

    private int Find(int hash, DnsRecordType type, ReadOnlySpan<byte> name)
    {
        int slot = Count == 0 ? None : Bucket(hash);
        while (slot != None && !IsOf(in _entries[slot], hash, type, name))
        {
            slot = _entries[slot].Next;
        }

        return slot;
    }

    private bool IsOf(in CacheEntry entry, int hash, DnsRecordType type, ReadOnlySpan<byte> name) =>
        entry.Hash == hash && entry.Type == (ushort)type && entry.NameLength == name.Length && _octets.StartsWith(entry.Block, name);

    private void Remove(int slot)
    {
        LinkTo(slot) = _entries[slot].Next;
        _octets.Remove(_entries[slot].Block);
        int last = --Count;
        if (slot != last)
        {
            LinkTo(last) = slot;
            _entries[slot] = _entries[last];
        }
    }

    /// <summary>Where the number of a place stands: in its bucket, or in the entry before it in the chain.</summary>
    private ref int LinkTo(int slot)
    {
        ref int link = ref Bucket(_entries[slot].Hash);
        while (link != slot)
        {
            link = ref _entries[link].Next;
        }

        return ref link;
    }

    private ref int Bucket(int hash) => ref _buckets[hash & (_buckets.Length - 1)];

    private void Grow()
    {
        int capacity = Math.Max(FirstCapacity, 2 * _entries.Length);
        Array.Resize(ref _entries, capacity);
        _buckets = new int[capacity];
        Array.Fill(_buckets, None);
        for (int i = 0; i < Count; i++)
        {
            ref int bucket = ref Bucket(_entries[i].Hash);
            _entries[i].Next = bucket;
            bucket = i;
        }
    }
}
