namespace InboundFilter.Ledger.View;

/// <summary>Which lengths networks have, so that only these are looked for. One writer, many readers.</summary>
internal sealed class PrefixLengths(byte whole)
{
    private readonly int[] _counts = new int[whole + 1];
    private byte[] _longestFirst = [];

    /// <summary>The length of a single address.</summary>
    public byte Whole { get; } = whole;

    public byte[] LongestFirst => Volatile.Read(ref _longestFirst);

    public void Add(int length, int count)
    {
        bool was = _counts[length] > 0;
        _counts[length] += count;
        if (was != _counts[length] > 0)
        {
            Volatile.Write(ref _longestFirst, [.. Enumerable.Range(0, Whole + 1).Where(l => _counts[l] > 0).OrderDescending().Select(l => (byte)l)]);
        }
    }
}
