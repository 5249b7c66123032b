using System.Runtime.InteropServices;

namespace InboundFilter.Dns.Caching;

/// <summary>
/// Runs of octets, each in a chain of small blocks that lie in a few large arrays: nothing that the collector would have to
/// follow or to move. Not thread-safe.
/// </summary>
/// <param name="maxBlocks">Blocks at most; memory for them is taken by segments, when first needed, and kept.</param>
internal sealed class OctetStore(int maxBlocks)
{
    /// <summary>Octets of a run that one block holds.</summary>
    public const int BlockRoom = BlockLength - LinkLength;

    private const int BlockLength = 32;
    private const int LinkLength = sizeof(int);
    private const int BlocksPerSegment = 8_192;
    private const int None = -1;

    private readonly List<byte[]> _segments = [];
    private int _firstFree = None;
    private int _begun;
    private int _used;

    /// <summary>Whether a run of so many octets finds room.</summary>
    public bool HasRoomFor(int octets) => BlocksOf(octets) <= maxBlocks - _used;

    public static int BlocksOf(int octets) => (octets + BlockRoom - 1) / BlockRoom;

    /// <summary>Keeps a run, for which there must be room.</summary>
    /// <param name="run">Not empty.</param>
    /// <returns>Its first block.</returns>
    public int Add(ReadOnlySpan<byte> run)
    {
        int first = Take();
        int block = first;
        while (true)
        {
            var room = Room(block);
            int count = Math.Min(run.Length, room.Length);
            run[..count].CopyTo(room);
            run = run[count..];
            if (run.IsEmpty)
            {
                Link(block) = None;
                return first;
            }

            int next = Take();
            Link(block) = next;
            block = next;
        }
    }

    /// <summary>Whether the run that begins at a block begins with these octets; it must be as long at least.</summary>
    public bool StartsWith(int block, ReadOnlySpan<byte> octets)
    {
        while (true)
        {
            var room = Room(block);
            int count = Math.Min(octets.Length, room.Length);
            if (!room[..count].SequenceEqual(octets[..count]))
            {
                return false;
            }

            octets = octets[count..];
            if (octets.IsEmpty)
            {
                return true;
            }

            block = Link(block);
        }
    }

    /// <summary>Copies from the run that begins at a block, which must be long enough.</summary>
    /// <param name="block">First block of the run.</param>
    /// <param name="skip">Octets left out in front.</param>
    /// <param name="octets">To be filled.</param>
    public void CopyTo(int block, int skip, Span<byte> octets)
    {
        for (; skip >= BlockRoom; skip -= BlockRoom)
        {
            block = Link(block);
        }

        while (!octets.IsEmpty)
        {
            var room = Room(block)[skip..];
            int count = Math.Min(octets.Length, room.Length);
            room[..count].CopyTo(octets);
            octets = octets[count..];
            (skip, block) = (0, Link(block));
        }
    }

    /// <summary>Forgets the run that begins at a block.</summary>
    public void Remove(int block)
    {
        int last = block;
        for (_used--; Link(last) != None; _used--)
        {
            last = Link(last);
        }

        Link(last) = _firstFree;
        _firstFree = block;
    }

    private int Take()
    {
        _used++;
        if (_firstFree != None)
        {
            int free = _firstFree;
            _firstFree = Link(free);
            return free;
        }

        if (_begun == _segments.Count * BlocksPerSegment)
        {
            _segments.Add(new byte[Math.Min(BlocksPerSegment, maxBlocks - _begun) * BlockLength]);
        }

        return _begun++;
    }

    private Span<byte> Block(int block) => _segments[block / BlocksPerSegment].AsSpan(block % BlocksPerSegment * BlockLength, BlockLength);

    private ref int Link(int block) => ref MemoryMarshal.AsRef<int>(Block(block)[..LinkLength]);

    private Span<byte> Room(int block) => Block(block)[LinkLength..];
}
