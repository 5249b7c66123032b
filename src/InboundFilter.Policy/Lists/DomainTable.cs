using System.Text;

namespace InboundFilter.Policy.Lists;

/// <summary>Domain names with what lies below them, found by any name: a hash table over one pool of octets. Immutable.</summary>
/// <remarks>The hash is a <see cref="SuffixHash"/>, so that one pass over a name gives the hash of each of its ancestors.</remarks>
internal sealed class DomainTable
{
    private const int None = -1;

    private readonly byte[] _pool;
    private readonly Slot[] _slots;
    private readonly int[] _buckets;

    private DomainTable(byte[] pool, Slot[] slots)
    {
        _pool = pool;
        _slots = slots;
        _buckets = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(slots.Length, 1))];
        _buckets.AsSpan().Fill(None);

        // Backwards, so that of equal names the one listed first is met first.
        for (int i = slots.Length - 1; i >= 0; i--)
        {
            ref int bucket = ref _buckets[slots[i].Hash & (_buckets.Length - 1)];
            if (!TakesPlaceOfLaterLine(bucket, slots[i]))
            {
                slots[i].Next = bucket;
                bucket = i;
            }
        }
    }

    /// <summary>The entries for the name itself and each name above it, the longest first.</summary>
    public Cursor AtOrAbove(ReadOnlySpan<char> name) => new(this, name, ancestors: true);

    /// <summary>The entries for this very name.</summary>
    public Cursor At(ReadOnlySpan<char> name) => new(this, name, ancestors: false);

    /// <summary>A name that a file holds twice is kept once, with its first line, so that no chain grows by repetition.</summary>
    private bool TakesPlaceOfLaterLine(int chain, in Slot earlier)
    {
        for (int i = chain; i != None; i = _slots[i].Next)
        {
            ref var later = ref _slots[i];
            if (later.Hash == earlier.Hash && later.Hit.Entry == earlier.Hit.Entry && Octets(later).SequenceEqual(Octets(earlier)))
            {
                later.Hit = earlier.Hit;
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Octets(in Slot slot) => _pool.AsSpan(slot.Offset, slot.Length);

    private bool IsAt(in Slot slot, ReadOnlySpan<char> name) =>
        slot.Length == name.Length && Ascii.Equals(Octets(slot), name);

    private struct Slot
    {
        public int Hash;
        public int Next;
        public int Offset;
        public int Length;
        public ListHit Hit;
    }

    /// <summary>Collects names, lower-case ASCII. Not thread-safe.</summary>
    internal sealed class Builder
    {
        private readonly List<Slot> _slots = [];
        private byte[] _pool = new byte[1024];
        private int _used;

        public void Add(string name, ListHit hit)
        {
            if (_used + name.Length > _pool.Length)
            {
                Array.Resize(ref _pool, Math.Max(_pool.Length + (_pool.Length / 2), _used + name.Length));
            }

            Encoding.ASCII.GetBytes(name, _pool.AsSpan(_used));
            _slots.Add(new Slot { Hash = SuffixHash.Of(name).Value, Offset = _used, Length = name.Length, Hit = hit });
            _used += name.Length;
        }

        public DomainTable Build() => new(_pool.AsSpan(0, _used).ToArray(), [.. _slots]);
    }

    internal ref struct Cursor : IListCursor
    {
        private readonly DomainTable _table;
        private readonly bool _ancestors;
        private ReadOnlySpan<char> _name;
        private SuffixHash _hash;
        private int _next;
        private int _at;

        public Cursor(DomainTable table, ReadOnlySpan<char> name, bool ancestors)
        {
            _table = table;
            _ancestors = ancestors;
            _at = None;
            _name = table._slots.Length == 0 ? default : name;
            _hash = SuffixHash.Of(_name);
            _next = _name.IsEmpty ? None : Chain();
        }

        public readonly ListHit Current => _table._slots[_at].Hit;

        public bool MoveNext()
        {
            do
            {
                while (_next != None)
                {
                    ref readonly var slot = ref _table._slots[_next];
                    (_at, _next) = (_next, slot.Next);
                    if (slot.Hash == _hash.Value && _table.IsAt(slot, _name))
                    {
                        return true;
                    }
                }
            }
            while (TakeParent());

            return false;
        }

        public readonly string SubjectText() => Encoding.ASCII.GetString(_table.Octets(_table._slots[_at]));

        private bool TakeParent()
        {
            int dot = _ancestors ? _name.IndexOf('.') : None;
            if (dot < 0)
            {
                return false;
            }

            _hash = _hash.Without(_name[..(dot + 1)]);
            _name = _name[(dot + 1)..];
            _next = Chain();
            return true;
        }

        private readonly int Chain() => _table._buckets[_hash.Value & (_table._buckets.Length - 1)];
    }
}
