using InboundFilter.Smtp.Spool;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Smtp.Spool;

public sealed class SpoolMemoryTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void Lends_no_more_than_the_bound_until_something_comes_back()
    {
        using var memory = new SpoolMemory(_time);
        const long TwoBlocks = (2 * SpoolMemory.BlockOctets) + 1;
        byte[]?[] lent = [memory.TryRent(TwoBlocks), memory.TryRent(TwoBlocks), memory.TryRent(TwoBlocks)];

        memory.Return(lent[0]!);

        Assert.That(lent.Select(b => b is null), Is.EqualTo((bool[])[false, false, true]));
        Assert.That(memory.TryRent(TwoBlocks), Is.SameAs(lent[0]));
    }

    [Test]
    public void Keeps_what_is_needed_again_and_lets_go_of_what_is_not()
    {
        using var memory = new SpoolMemory(_time);
        byte[][] lent = [.. Enumerable.Range(0, 3).Select(_ => memory.TryRent(long.MaxValue)!)];
        Array.ForEach(lent, memory.Return);

        _time.Advance(SpoolMemory.TrimInterval);
        memory.Return(memory.TryRent(long.MaxValue)!);
        _time.Advance(SpoolMemory.TrimInterval);
        long afterUse = memory.IdleOctets;
        _time.Advance(SpoolMemory.TrimInterval);

        Assert.That((afterUse, memory.IdleOctets), Is.EqualTo(((long)SpoolMemory.BlockOctets, 0L)));
    }
}
