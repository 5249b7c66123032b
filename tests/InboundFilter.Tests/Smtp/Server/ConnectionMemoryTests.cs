using System.Buffers;
using InboundFilter.Smtp.Server;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class ConnectionMemoryTests
{
    [Test]
    public void Blocks_are_used_again()
    {
        using var memory = new ConnectionMemory();
        IMemoryOwner<byte> first = memory.Rent(1);
        first.Dispose();

        Assert.That(memory.Rent(1), Is.SameAs(first));
        Assert.That(first.Memory.Length, Is.EqualTo(ConnectionMemory.BlockOctets));
    }

    [Test]
    public void No_more_are_kept_than_the_bound()
    {
        using var memory = new ConnectionMemory();
        var rented = Enumerable.Range(0, ConnectionMemory.MaxIdleBlocks + 5).Select(_ => memory.Rent()).ToList();

        rented.ForEach(block => block.Dispose());

        Assert.That(memory.IdleBlocks, Is.EqualTo(ConnectionMemory.MaxIdleBlocks));
    }

    [Test]
    public void More_than_a_block_cannot_be_had()
    {
        using var memory = new ConnectionMemory();

        Assert.That(() => memory.Rent(ConnectionMemory.BlockOctets + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
