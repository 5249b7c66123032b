using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace InboundFilter.Fuzz.Generating;

/// <summary>Damages inputs without knowing their format but for its words.</summary>
/// <param name="chance">Decides everything.</param>
/// <param name="words">Of the format.</param>
/// <param name="maxOctets">Longest result.</param>
internal sealed class Mutator(Random chance, IReadOnlyList<byte[]> words, int maxOctets)
{
    private const int MaxSteps = 6;
    private const int MaxBlock = 256;

    /// <summary>Numbers at which sizes, counts and signs go wrong.</summary>
    private static readonly long[] Edges =
    [
        0, 1, 2, 7, 31, 63, 64, 127, 128, 255, 256, 511, 512, 998, 999, 1_000, 4_095, 4_096, 32_767, 32_768, 65_535, 65_536, int.MaxValue, 1L << 31,
        uint.MaxValue, 1L << 32, long.MaxValue, -1,
    ];

    /// <param name="input">Not changed.</param>
    /// <param name="other">Another input, to splice in.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        var octets = new List<byte>(input);
        for (int steps = 1 << chance.Next(MaxSteps); steps > 0; steps--)
        {
            Step(octets, other);
        }

        return octets.Count > maxOctets ? [.. octets[..maxOctets]] : [.. octets];
    }

    private void Step(List<byte> octets, byte[] other)
    {
        switch (chance.Next(12))
        {
            case 0 when octets.Count > 0:
                octets[At(octets)] ^= (byte)(1 << chance.Next(8));
                break;
            case 1 when octets.Count > 0:
                octets[At(octets)] = (byte)chance.Next(256);
                break;
            case 2 when octets.Count > 0:
                Remove(octets);
                break;
            case 3:
                octets.Insert(chance.Next(octets.Count + 1), (byte)chance.Next(256));
                break;
            case 4 or 5 when words.Count > 0:
                octets.InsertRange(chance.Next(octets.Count + 1), words[chance.Next(words.Count)]);
                break;
            case 6 when words.Count > 0:
                Overwrite(octets, words[chance.Next(words.Count)]);
                break;
            case 7:
                Repeat(octets);
                break;
            case 8:
                Splice(octets, other);
                break;
            case 9:
                LieInDigits(octets);
                break;
            case 10:
                LieInBinary(octets);
                break;
            default:
                MoveBlock(octets);
                break;
        }
    }

    private int At(List<byte> octets) => chance.Next(octets.Count);

    private (int Start, int Length) Block(int count)
    {
        int start = chance.Next(count);
        return (start, Math.Min(count - start, chance.Next(1, chance.Next(2) == 0 ? 8 : MaxBlock)));
    }

    private void Remove(List<byte> octets)
    {
        var (start, length) = Block(octets.Count);
        octets.RemoveRange(start, length);
    }

    private static void Overwrite(List<byte> octets, ReadOnlySpan<byte> word, int at)
    {
        for (int i = 0; i < word.Length && at + i < octets.Count; i++)
        {
            octets[at + i] = word[i];
        }
    }

    private void Overwrite(List<byte> octets, ReadOnlySpan<byte> word)
    {
        if (octets.Count > 0)
        {
            Overwrite(octets, word, At(octets));
        }
    }

    /// <summary>A block many times, as nesting and long lists come about.</summary>
    private void Repeat(List<byte> octets)
    {
        if (octets.Count == 0)
        {
            return;
        }

        var (start, length) = Block(octets.Count);
        byte[] block = [.. octets[start..(start + length)]];
        for (int times = 1 << chance.Next(chance.Next(8) == 0 ? 12 : 4); times > 0 && octets.Count + length <= maxOctets; times--)
        {
            octets.InsertRange(start, block);
        }
    }

    private void Splice(List<byte> octets, byte[] other)
    {
        if (other.Length > 0)
        {
            var (start, length) = Block(other.Length);
            octets.InsertRange(chance.Next(octets.Count + 1), other[start..(start + length)]);
        }
    }

    /// <summary>Puts another number in place of one that is written in digits.</summary>
    private void LieInDigits(List<byte> octets)
    {
        int start = octets.Count == 0 ? -1 : octets.FindIndex(At(octets), o => char.IsAsciiDigit((char)o));
        if (start >= 0)
        {
            int end = octets.FindIndex(start, o => !char.IsAsciiDigit((char)o));
            octets.RemoveRange(start, (end < 0 ? octets.Count : end) - start);
            octets.InsertRange(start, Encoding.ASCII.GetBytes(Edges[chance.Next(Edges.Length)].ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Puts a number of one, two or four octets somewhere, in either order.</summary>
    private void LieInBinary(List<byte> octets)
    {
        Span<byte> number = stackalloc byte[8];
        long edge = Edges[chance.Next(Edges.Length)];
        int width = 1 << chance.Next(3);
        if (chance.Next(4) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, edge);
            Overwrite(octets, number[..width]);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, edge);
            Overwrite(octets, number[^width..]);
        }
    }

    private void MoveBlock(List<byte> octets)
    {
        if (octets.Count > 1)
        {
            var (start, length) = Block(octets.Count);
            byte[] block = [.. octets[start..(start + length)]];
            octets.RemoveRange(start, length);
            octets.InsertRange(chance.Next(octets.Count + 1), block);
        }
    }
}
