namespace InboundFilter.Fuzz.Generating;

/// <summary>Cuts an input as a network might: into pieces of a few octets, of many, or one by one.</summary>
/// <param name="seed">The same seed cuts alike.</param>
internal sealed class PieceCutter(int seed)
{
    private const int OctetByOctetUpTo = 2_048;

    private readonly Random _chance = new(seed);

    /// <summary>The pieces, in order, none empty; together the input.</summary>
    public IEnumerable<Range> Cut(int length)
    {
        int longest = length <= OctetByOctetUpTo && _chance.Next(4) == 0 ? 1 : 1 << _chance.Next(1, 14);
        for (int at = 0; at < length;)
        {
            int next = Math.Min(length, at + _chance.Next(1, longest + 1));
            yield return at..next;
            at = next;
        }
    }
}
