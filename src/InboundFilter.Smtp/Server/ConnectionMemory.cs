using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace InboundFilter.Smtp.Server;

/// <summary>The blocks into which sockets are read: larger than Kestrel's own, so that a long message takes few system calls.</summary>
/// <remarks>A connection that waits holds no block, so idle sessions cost nothing here.</remarks>
internal sealed class ConnectionMemory : MemoryPool<byte>
{
    public const int BlockOctets = 64 << 10;

    /// <summary>Blocks kept for the next reader; what is more goes back to the collector (16 MiB at most are kept).</summary>
    public const int MaxIdleBlocks = 256;

    private readonly ConcurrentQueue<Block> _idle = new();
    private int _idleCount;

    public override int MaxBufferSize => BlockOctets;

    public int IdleBlocks => Volatile.Read(ref _idleCount);

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockOctets);
        if (_idle.TryDequeue(out Block? block))
        {
            Interlocked.Decrement(ref _idleCount);
            return block;
        }

        return new Block(this);
    }

    protected override void Dispose(bool disposing) => _idle.Clear();

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref _idleCount) <= MaxIdleBlocks)
        {
            _idle.Enqueue(block);
        }
        else
        {
            Interlocked.Decrement(ref _idleCount);
        }
    }

    private sealed class Block(ConnectionMemory owner) : IMemoryOwner<byte>
    {
        // Pinned for good: the kernel writes into it all the time.
        public Memory<byte> Memory { get; } =
            MemoryMarshal.CreateFromPinnedArray(GC.AllocateUninitializedArray<byte>(BlockOctets, pinned: true), 0, BlockOctets);

        public void Dispose() => owner.Return(this);
    }
}
