using System.Globalization;

namespace InboundFilter.Fuzz.Targets;

/// <summary>What the product did with one input, as a number: the cheap stand-in for code coverage.</summary>
internal sealed class Behaviour
{
    // FNV-1a, 64 bits.
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    public ulong Hash { get; private set; } = Offset;

    public void Note(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            Add(c);
        }

        Add('\n');
    }

    public void Note(long number) => Note(number.ToString(CultureInfo.InvariantCulture));

    public void Note<T>(T word)
        where T : struct, Enum => Note(word.ToString());

    /// <summary>How much of something, roughly: small numbers as they are, larger ones by their magnitude.</summary>
    public void NoteAmount(long number) => Note(number < 4 ? number : 3 + (long)Math.Log2(number));

    private void Add(char c) => Hash = (Hash ^ c) * Prime;
}
