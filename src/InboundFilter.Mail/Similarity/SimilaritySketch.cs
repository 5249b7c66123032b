using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace InboundFilter.Mail.Similarity;

/// <summary>A text in 64 octets, by which near-same texts are told without the texts: each octet is the lowest eight bits of one MinHash.</summary>
/// <remarks>
/// MinHash (Broder 1997): under a random order of all five-word sequences, two texts have the same first one with the probability of their
/// Jaccard similarity, that is the share of sequences they have in common. Of 64 orders only eight bits each are kept (b-bit MinHash, Li and König
/// 2010), so unlike texts agree in one octet of 256; <see cref="SimilarityTo"/> takes that off. Its standard error is at most 0.063.
/// <see cref="SketchBuilder"/> tells how it is made. Stored: another way of making it needs another name for the fingerprints. Immutable.
/// </remarks>
public sealed class SimilaritySketch : IEquatable<SimilaritySketch>
{
    /// <summary>Octets, one for each order.</summary>
    public const int Length = 64;

    /// <summary>Bands of <see cref="BandLength"/> octets: texts that agree in a whole band are worth comparing.</summary>
    public const int Bands = Length / BandLength;

    /// <summary>Octets of a band. With 16 bands of four, 99 of 100 texts that are 0.7 alike agree in one, and 64 of 100 that are 0.5 alike.</summary>
    public const int BandLength = 4;

    private const double ChanceAgreement = 1.0 / 256;

    private readonly byte[] _octets;

    internal SimilaritySketch(ReadOnlySpan<byte> octets) => _octets = octets.ToArray();

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SimilaritySketch? sketch)
    {
        Span<byte> octets = stackalloc byte[Length];
        bool isSketch = text.Length == 2 * Length && Convert.FromHexString(text, octets, out _, out _) is System.Buffers.OperationStatus.Done;
        sketch = isSketch ? new SimilaritySketch(octets) : null;
        return isSketch;
    }

    /// <summary>Estimates the Jaccard similarity of the two texts: 0 for unlike, 1 for the same sequences of words.</summary>
    public double SimilarityTo(SimilaritySketch other)
    {
        int equal = 0;
        for (int at = 0; at < Length; at += Vector256<byte>.Count)
        {
            var same = Vector256.Equals(Vector256.Create(_octets.AsSpan(at)), Vector256.Create(other._octets.AsSpan(at)));
            equal += BitOperations.PopCount(same.ExtractMostSignificantBits());
        }

        double share = (double)equal / Length;
        return Math.Max(0, (share - ChanceAgreement) / (1 - ChanceAgreement));
    }

    /// <summary>The octets of a band as one number.</summary>
    /// <param name="index">0 to <see cref="Bands"/> - 1.</param>
    public uint Band(int index) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(_octets.AsSpan(index * BandLength, BandLength));

    public bool Equals(SimilaritySketch? other) => other is not null && _octets.AsSpan().SequenceEqual(other._octets);

    public override bool Equals(object? obj) => Equals(obj as SimilaritySketch);

    public override int GetHashCode() => (int)Band(0);

    /// <summary>128 digits of base 16, lower case.</summary>
    public override string ToString() => Convert.ToHexStringLower(_octets);
}
