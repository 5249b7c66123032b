using System.Runtime.Intrinsics;

namespace InboundFilter.Mail.Similarity;

/// <summary>Makes a <see cref="SimilaritySketch"/> of the words of a text, in one pass and constant memory. Not thread-safe.</summary>
/// <remarks>
/// Each sequence of <see cref="ShingleWords"/> words is hashed to 32 bits; 64 fixed mixings of that number stand for 64 random orders, and of each the
/// lowest value is kept. The constants are part of the stored form. A sender who knows them can bring two texts to agree, which is no
/// more than he can do by sending the same text.
/// </remarks>
internal sealed class SketchBuilder
{
    /// <summary>Words of a sequence: few enough that one changed word leaves most sequences, many enough that unlike texts share none by chance.</summary>
    public const int ShingleWords = 5;

    /// <summary>Sequences below which a text is too short to say who wrote it: "Thank you for your mail ..." is everybody's.</summary>
    public const int MinShingles = 16;

    private const ulong Seed = 0x49466D696E686173;
    private const ulong WordFactor = 0x9E3779B97F4A7C15;

    private static readonly uint[] Flips = Constants(Seed, odd: false);
    private static readonly uint[] Factors = Constants(~Seed, odd: true);

    private readonly ulong[] _words = new ulong[ShingleWords];
    private readonly uint[] _lowest = new uint[SimilaritySketch.Length];
    private long _count;

    public SketchBuilder() => _lowest.AsSpan().Fill(uint.MaxValue);

    /// <param name="word">Its hash.</param>
    public void Append(ulong word)
    {
        _words[_count++ % ShingleWords] = word;
        if (_count >= ShingleWords)
        {
            Lower(Shingle());
        }
    }

    /// <summary>Null for a text that is too short.</summary>
    public SimilaritySketch? Complete()
    {
        if (_count < ShingleWords + MinShingles - 1)
        {
            return null;
        }

        Span<byte> octets = stackalloc byte[SimilaritySketch.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)_lowest[i];
        }

        return new SimilaritySketch(octets);
    }

    /// <summary>The last words in their order.</summary>
    private uint Shingle()
    {
        ulong all = 0;
        for (long i = _count; i < _count + ShingleWords; i++)
        {
            all = (all ^ _words[i % ShingleWords]) * WordFactor;
            all ^= all >> 32;
        }

        return (uint)Mixed(all);
    }

    private void Lower(uint shingle)
    {
        var value = Vector256.Create(shingle);
        for (int at = 0; at < SimilaritySketch.Length; at += Vector256<uint>.Count)
        {
            var mixed = (value ^ Vector256.Create(Flips.AsSpan(at))) * Vector256.Create(Factors.AsSpan(at));
            mixed = (mixed ^ (mixed >>> 15)) * Vector256.Create(0x85EBCA77u);
            mixed ^= mixed >>> 13;
            var lowest = Vector256.Create(_lowest.AsSpan(at));
            Vector256.Min(lowest, mixed).CopyTo(_lowest.AsSpan(at));
        }
    }

    private static uint[] Constants(ulong seed, bool odd)
    {
        uint[] constants = new uint[SimilaritySketch.Length];
        for (int i = 0; i < constants.Length; i++)
        {
            seed += WordFactor;
            constants[i] = (uint)Mixed(seed) | (odd ? 1u : 0);
        }

        return constants;
    }

    /// <summary>Spreads every bit over all others (the finisher of SplitMix64).</summary>
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
