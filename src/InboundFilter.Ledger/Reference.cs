using InboundFilter.Smtp;

namespace InboundFilter.Ledger;

/// <summary>Public id of something in the ledger (a decision, piece of evidence, block, grant or request): 50 random bits, shown as ten characters of Crockford's base 32.</summary>
/// <remarks>Made by <see cref="ShortId"/> from the system's secure source, so nobody can guess or enumerate them. The default value is <c>0000000000</c>.</remarks>
public readonly record struct Reference : IComparable<Reference>
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int BitsPerCharacter = 5;

    private readonly ulong _bits;

    private Reference(ulong bits) => _bits = bits;

    /// <summary>A new one.</summary>
    public static Reference Next() => Parse(ShortId.Next());

    /// <exception cref="FormatException">The text is no reference.</exception>
    public static Reference Parse(string text) =>
        TryParse(text, out var reference) ? reference : throw new FormatException($"\"{text}\" is no reference: ten letters and digits.");

    /// <summary>Reads what a person typed or read aloud: case does not matter, O is 0, I and L are 1, and hyphens and blanks do not count.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Reference reference)
    {
        ulong bits = 0;
        int length = 0;
        foreach (char c in text)
        {
            if (c is '-' or ' ')
            {
                continue;
            }

            int value = ValueOf(c);
            if (value < 0 || ++length > ShortId.Length)
            {
                reference = default;
                return false;
            }

            bits = (bits << BitsPerCharacter) | (uint)value;
        }

        reference = new Reference(bits);
        return length == ShortId.Length;
    }

    public int CompareTo(Reference other) => _bits.CompareTo(other._bits);

    public static bool operator <(Reference left, Reference right) => left._bits < right._bits;

    public static bool operator >(Reference left, Reference right) => left._bits > right._bits;

    public static bool operator <=(Reference left, Reference right) => left._bits <= right._bits;

    public static bool operator >=(Reference left, Reference right) => left._bits >= right._bits;

    public override string ToString() => string.Create(ShortId.Length, _bits, static (text, bits) =>
    {
        for (int i = text.Length - 1; i >= 0; i--, bits >>= BitsPerCharacter)
        {
            text[i] = Alphabet[(int)(bits & 31)];
        }
    });

    private static int ValueOf(char c) => char.ToUpperInvariant(c) switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        var upper => Alphabet.IndexOf(upper, StringComparison.Ordinal),
    };
}
