using System.Buffers;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Mail.Reports;

/// <summary>Gathers one stretch of a message, decoded, up to a bound, while the message goes by. Not thread-safe.</summary>
/// <param name="start">Octets of the message in front of it.</param>
/// <param name="length">Its raw octets.</param>
/// <param name="decoder">Undoes its transfer encoding.</param>
/// <param name="maxOctets">Decoded octets after which no more is kept.</param>
internal sealed class StretchCollector(long start, long length, TransferDecoder decoder, int maxOctets)
{
    /// <summary>Most octets that are decoded at once, which bounds what is gathered beyond the bound.</summary>
    private const int Step = 16 << 10;

    private readonly ArrayBufferWriter<byte> _decoded = new();

    public long End => start + length;

    /// <summary>Takes of a piece what lies in the stretch.</summary>
    /// <param name="position">Octets of the message in front of the piece.</param>
    /// <param name="piece">Pieces come in order.</param>
    public void Append(long position, ReadOnlySpan<byte> piece)
    {
        int from = (int)Math.Clamp(start - position, 0, piece.Length);
        int to = (int)Math.Clamp(End - position, from, piece.Length);
        for (; from < to && _decoded.WrittenCount <= maxOctets; from += Step)
        {
            decoder.Append(piece[from..Math.Min(from + Step, to)], _decoded);
        }
    }

    /// <summary>What was gathered, no more than the bound.</summary>
    public ReadOnlyMemory<byte> Complete(out bool isCut)
    {
        if (_decoded.WrittenCount <= maxOctets)
        {
            decoder.Complete(_decoded);
        }

        isCut = _decoded.WrittenCount > maxOctets;
        return _decoded.WrittenMemory[..Math.Min(_decoded.WrittenCount, maxOctets)];
    }
}
