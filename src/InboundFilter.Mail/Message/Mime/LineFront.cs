namespace InboundFilter.Mail.Message.Mime;

/// <summary>The front of a line that comes in pieces: enough of it to compare with boundaries, however long the line is.</summary>
internal sealed class LineFront(int capacity)
{
    private readonly byte[] _octets = new byte[capacity];
    private int _count;

    /// <summary>The octets kept, without the line end's LF.</summary>
    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, _count);

    /// <summary>What was not kept is nothing but space.</summary>
    public bool RestIsSpace { get; private set; } = true;

    /// <summary>The line holds nothing, or only the CR of its end.</summary>
    public bool IsBlank => _count == 0 || (_count == 1 && _octets[0] == '\r');

    public void Append(ReadOnlySpan<byte> octets)
    {
        int room = Math.Min(capacity - _count, octets.Length);
        octets[..room].CopyTo(_octets.AsSpan(_count));
        _count += room;
        RestIsSpace = RestIsSpace && !octets[room..].ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r');
    }

    public void Clear() => (_count, RestIsSpace) = (0, true);
}
