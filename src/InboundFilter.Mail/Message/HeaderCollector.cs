using System.Buffers;

namespace InboundFilter.Mail.Message;

/// <summary>Gathers the header section of a message that comes in pieces, and tells where the body begins. Not thread-safe.</summary>
/// <remarks>The section ends with the first blank line (CRLF or lone LF), or where the message ends; it is kept up to <see cref="HeaderLimits.MaxOctets"/> and one octet.</remarks>
public sealed class HeaderCollector(HeaderLimits limits)
{
    private readonly ArrayBufferWriter<byte> _octets = new(2 << 10);
    private byte _last = (byte)'\n';
    private byte _beforeLast;

    /// <summary>The blank line has come: what <see cref="Append"/> did not take, and all that comes, is body.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes header octets up to and with the blank line.</summary>
    /// <returns>How many it took; the rest is body.</returns>
    public int Append(ReadOnlySpan<byte> octets)
    {
        int taken = 0;
        while (!IsComplete && taken < octets.Length)
        {
            int feed = octets[taken..].IndexOf((byte)'\n');
            int next = feed < 0 ? octets.Length : taken + feed + 1;
            IsComplete = feed >= 0 && EndsBlankLine(octets[taken..next]);
            Keep(octets[taken..next]);
            taken = next;
        }

        return taken;
    }

    /// <summary>Reads what has been gathered; for a message that ended without a blank line, all of it.</summary>
    public MessageHeader Read() => MessageHeader.Read(_octets.WrittenMemory, limits);

    /// <param name="piece">Ends in LF and holds no other.</param>
    private bool EndsBlankLine(ReadOnlySpan<byte> piece) => piece.Length switch
    {
        1 => _last == '\n' || (_last == '\r' && _beforeLast == '\n'),
        2 => piece[0] == '\r' && _last == '\n',
        _ => false,
    };

    private void Keep(ReadOnlySpan<byte> octets)
    {
        _beforeLast = octets.Length > 1 ? octets[^2] : _last;
        _last = octets[^1];
        int room = limits.MaxOctets + 1 - _octets.WrittenCount;
        if (room > 0)
        {
            _octets.Write(octets[..Math.Min(room, octets.Length)]);
        }
    }
}
