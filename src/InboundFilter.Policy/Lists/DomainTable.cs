using System.Runtime.CompilerServices;
using System.Text;

namespace InboundFilter.Policy.Lists;

/// <summary>Domain names with what lies below them, found by any name: a hash table over one pool of octets. Immutable.</summary>
/// <remarks>The hash runs from the last character to the first, so that one pass over a name gives the hash of each of its ancestors.</remarks>
internal sealed class DomainTable
{
    /// <summary>More labels than a name of 255 octets can have (RFC 1035 §2.3.4).</summary>
    private const int MaxLabels = 128;

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

    private static int Extend(int hash, char next) => (int)((BitRotate(hash) ^ next) * 0x9E3779B1u);

    private static uint BitRotate(int hash) => System.Numerics.BitOperations.RotateLeft((uint)hash, 15);

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
            int hash = 0;
            for (int i = name.Length - 1; i >= 0; i--)
            {
                hash = Extend(hash, name[i]);
            }

            _slots.Add(new Slot { Hash = hash, Offset = _used, Length = name.Length, Hit = hit });
            _used += name.Length;
        }

        public DomainTable Build() => new(_pool.AsSpan(0, _used).ToArray(), [.. _slots]);
    }

    /// <summary>Where the ancestors of a name begin, and their hashes.</summary>
    [InlineArray(MaxLabels)]
    private struct PerLabel
    {
        private (int Start, int Hash) _element;
    }

    internal ref struct Cursor : IListCursor
    {
        private readonly DomainTable _table;
        private readonly ReadOnlySpan<char> _name;
        private PerLabel _ancestors;
        private int _left;
        private int _next;
        private int _at;

        public Cursor(DomainTable table, ReadOnlySpan<char> name, bool ancestors)
        {
            _table = table;
            _name = name;
            _next = _at = None;
            if (table._slots.Length == 0 || name.IsEmpty)
            {
                return;
            }

            int hash = 0;
            for (int i = name.Length - 1; i >= 0 && _left < MaxLabels; i--)
            {
                hash = Extend(hash, name[i]);
                if (i == 0 || (ancestors && name[i - 1] == '.'))
                {
                    _ancestors[_left++] = (i, hash);
                }
            }
        }

        public readonly ListHit Current => _table._slots[_at].Hit;

        public bool MoveNext()
        {
            while (true)
            {
                while (_next != None)
                {
                    ref readonly var slot = ref _table._slots[_next];
                    (_at, _next) = (_next, slot.Next);
                    var (start, hash) = _ancestors[_left];
                    if (slot.Hash == hash && _table.IsAt(slot, _name[start..]))
                    {
                        return true;
                    }
                }

                if (_left == 0)
                {
                    return false;
                }

                _left--;
                _next = _table._buckets[_ancestors[_left].Hash & (_table._buckets.Length - 1)];
            }
        }

        public readonly string SubjectText() =>
            Encoding.ASCII.GetString(_table.Octets(_table._slots[_at]));
    }
}
