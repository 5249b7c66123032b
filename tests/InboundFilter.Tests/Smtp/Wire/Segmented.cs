using System.Buffers;

namespace InboundFilter.Tests.Smtp.Wire;

/// <summary>The same octets as a reader may meet them: in one piece, cut once at each offset, and octet by octet.</summary>
internal static class Segmented
{
    public static IEnumerable<ReadOnlySequence<byte>> EveryWay(byte[] octets)
    {
        foreach (byte[][] pieces in PiecesEveryWay(octets))
        {
            yield return Join(pieces);
        }
    }

    public static IEnumerable<byte[][]> PiecesEveryWay(byte[] octets)
    {
        yield return [octets];
        for (int cut = 1; cut < octets.Length; cut++)
        {
            yield return [octets[..cut], octets[cut..]];
        }

        if (octets.Length > 2)
        {
            yield return [.. octets.Select(octet => new[] { octet })];
        }
    }

    private static ReadOnlySequence<byte> Join(byte[][] pieces)
    {
        var first = new Segment(pieces[0], 0);
        Segment last = first;
        foreach (byte[] piece in pieces.Skip(1))
        {
            last = last.Follow(piece);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] octets, long start)
        {
            Memory = octets;
            RunningIndex = start;
        }

        public Segment Follow(byte[] octets)
        {
            var next = new Segment(octets, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
