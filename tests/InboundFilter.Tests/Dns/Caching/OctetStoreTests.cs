using InboundFilter.Dns.Caching;

namespace InboundFilter.Tests.Dns.Caching;

public sealed class OctetStoreTests
{
    [Test]
    public void Runs_stay_as_they_are_while_others_come_and_go()
    {
        const int MaxBlocks = 20_000;   // more than two segments
        var store = new OctetStore(MaxBlocks);
        var random = new Random(1);
        var runs = new List<(int Block, byte[] Octets)>();
        int used = 0;
        for (int i = 0; i < 30_000; i++)
        {
            byte[] run = new byte[random.Next(100) == 0 ? random.Next(1, 50_000) : random.Next(1, 100)];
            random.NextBytes(run);
            while (!store.HasRoomFor(run.Length) || random.Next(10) == 0 && runs.Count > 0)
            {
                int gone = random.Next(runs.Count);
                AssertKept(store, runs[gone]);
                store.Remove(runs[gone].Block);
                used -= OctetStore.BlocksOf(runs[gone].Octets.Length);
                runs.RemoveAt(gone);
            }

            runs.Add((store.Add(run), run));
            used += OctetStore.BlocksOf(run.Length);
            int left = (MaxBlocks - used) * OctetStore.BlockRoom;
            Assert.That((store.HasRoomFor(left), store.HasRoomFor(left + 1)), Is.EqualTo((true, false)));
        }

        runs.ForEach(run => AssertKept(store, run));
    }

    [Test]
    public void A_run_begins_with_its_own_octets_only([Values(1, 27, 28, 29, 56, 57, 300)] int length)
    {
        var store = new OctetStore(64);
        byte[] run = [.. Enumerable.Range(1, length).Select(i => (byte)i)];
        int block = store.Add(run);

        for (int count = 0; count <= length; count++)
        {
            byte[] start = run[..count];
            Assert.That(store.StartsWith(block, start), Is.True);
            for (int i = 0; i < count; i++)
            {
                start[i] ^= 0x80;
                Assert.That(store.StartsWith(block, start), Is.False);
                start[i] ^= 0x80;
            }
        }
    }

    private static void AssertKept(OctetStore store, (int Block, byte[] Octets) run)
    {
        int skip = run.Octets.Length / 3;
        byte[] copy = new byte[run.Octets.Length - skip];
        store.CopyTo(run.Block, skip, copy);
        Assert.That(copy.AsSpan().SequenceEqual(run.Octets.AsSpan(skip)) && store.StartsWith(run.Block, run.Octets), Is.True);
    }
}
