namespace InboundFilter.Policy.Lists;

/// <summary>A hash of a text from which characters can be taken off the front: the hashes of all ancestors of a name cost one pass.</summary>
/// <remarks>A polynomial in an odd base modulo 2^64, the last character with the power 0; an odd base has an inverse, so powers can be stepped down.</remarks>
internal readonly struct SuffixHash
{
    private const ulong Base = 0x9E37_79B9_7F4A_7C15;
    private const ulong Mixer = 0xD6E8_FEB8_6659_FD93;

    private static readonly ulong BaseInverse = Inverse(Base);

    private readonly ulong _sum;
    private readonly ulong _power;   // of the base, to the length of the text

    private SuffixHash(ulong sum, ulong power) => (_sum, _power) = (sum, power);

    /// <summary>The hash, with the bits well mixed.</summary>
    public int Value => (int)((_sum * Mixer) >> 32);

    public static SuffixHash Of(ReadOnlySpan<char> text)
    {
        ulong sum = 0, power = 1;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            sum += text[i] * power;
            power *= Base;
        }

        return new SuffixHash(sum, power);
    }

    /// <summary>The hash of what remains when the text begins with <paramref name="front"/> and loses it.</summary>
    public SuffixHash Without(ReadOnlySpan<char> front)
    {
        var (sum, power) = (_sum, _power);
        foreach (char c in front)
        {
            power *= BaseInverse;
            sum -= c * power;
        }

        return new SuffixHash(sum, power);
    }

    // Newton's iteration: each step doubles the number of right bits, beginning with three.
    private static ulong Inverse(ulong odd)
    {
        ulong inverse = odd;
        for (int rightBits = 3; rightBits < 64; rightBits *= 2)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
