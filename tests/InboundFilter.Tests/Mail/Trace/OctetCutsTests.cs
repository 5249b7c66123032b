using InboundFilter.Mail.Trace;

namespace InboundFilter.Tests.Mail.Trace;

public sealed class OctetCutsTests
{
    [Test]
    public async Task Leaves_out_the_cuts_however_the_message_is_cut_into_pieces()
    {
        var random = new Random(42);
        for (int i = 0; i < 500; i++)
        {
            byte[] message = new byte[random.Next(60)];
            random.NextBytes(message);
            var cuts = Cuts(random, message.Length);
            byte[] expected = [.. message.Where((_, at) => !cuts.Any(c => at >= c.Start && at < c.End))];

            var left = new List<byte>();
            await foreach (var piece in OctetCuts.Without(Pieces(message, random), cuts, CancellationToken.None))
            {
                Assert.That(piece.IsEmpty, Is.False);
                left.AddRange(piece.ToArray());
            }

            Assert.That(left, Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Without_cuts_the_pieces_pass_as_they_are()
    {
        byte[] piece = [1, 2, 3];

        var passed = await OctetCuts.Without(One(piece), [], CancellationToken.None).ToListAsync();

        Assert.That(passed.Single(), Is.EqualTo((ReadOnlyMemory<byte>)piece));
    }

    [Test]
    public void Cuts_that_overlap_are_a_mistake_of_the_caller() =>
        Assert.That(() => OctetCuts.Without(One([]), [new OctetRange(0, 5), new OctetRange(4, 1)], CancellationToken.None), Throws.ArgumentException);

    private static List<OctetRange> Cuts(Random random, int length)
    {
        var cuts = new List<OctetRange>();
        for (long at = random.Next(10); at < length + 5; at = cuts[^1].End + random.Next(10))
        {
            cuts.Add(new OctetRange(at, random.Next(1, 10)));
        }

        return cuts;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(byte[] message, Random random)
    {
        for (int at = 0; at < message.Length;)
        {
            int length = Math.Min(random.Next(8), message.Length - at);
            yield return message.AsMemory(at, length);
            at += length;
            await Task.Yield();
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> One(byte[] piece)
    {
        yield return piece;
        await Task.CompletedTask;
    }
}
