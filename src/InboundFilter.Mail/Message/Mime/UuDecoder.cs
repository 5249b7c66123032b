using System.Buffers;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>What uuencode writes (POSIX): lines between <c>begin</c> and <c>end</c>, each with its length in front. What stands round them is dropped.</summary>
internal sealed class UuDecoder : TransferDecoder
{
    /// <summary>Octets of a line that are looked at: the length, 63 octets in groups of four characters, and a checksum that some programs add.</summary>
    public const int MaxLine = 96;

    private const int LongestLine = 63;

    private readonly byte[] _line = new byte[MaxLine];
    private int _count;
    private bool _inside;
    private bool _done;

    public override void Append(ReadOnlySpan<byte> octets, IBufferWriter<byte> decoded)
    {
        while (!octets.IsEmpty && !_done)
        {
            int feed = octets.IndexOf((byte)'\n');
            var piece = feed < 0 ? octets : octets[..feed];
            int kept = Math.Min(piece.Length, MaxLine - _count);
            piece[..kept].CopyTo(_line.AsSpan(_count));
            _count += kept;
            if (feed < 0)
            {
                return;
            }

            EndLine(decoded);
            octets = octets[(feed + 1)..];
        }
    }

    public override void Complete(IBufferWriter<byte> decoded)
    {
        if (!_done)
        {
            EndLine(decoded);
        }
    }

    private void EndLine(IBufferWriter<byte> decoded)
    {
        var line = _line.AsSpan(0, _count).TrimEnd((byte)'\r');
        _count = 0;
        if (!_inside)
        {
            _inside = line.StartsWith("begin "u8) && line.Length > 6 && char.IsAsciiDigit((char)line[6]);
        }
        else if (line.SequenceEqual("end"u8))
        {
            _done = true;
        }
        else if (!line.IsEmpty)
        {
            DecodeLine(line, decoded);
        }
    }

    /// <summary>Characters missing at the end are spaces that transport took, which stand for nought.</summary>
    private static void DecodeLine(ReadOnlySpan<byte> line, IBufferWriter<byte> decoded)
    {
        int length = Sextet(line, 0);
        Span<byte> octets = stackalloc byte[LongestLine + 2];
        for (int i = 0, at = 1; i < length; i += 3, at += 4)
        {
            int bits = (Sextet(line, at) << 18) | (Sextet(line, at + 1) << 12) | (Sextet(line, at + 2) << 6) | Sextet(line, at + 3);
            (octets[i], octets[i + 1], octets[i + 2]) = ((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
        }

        decoded.Write(octets[..length]);
    }

    private static int Sextet(ReadOnlySpan<byte> line, int at) => at < line.Length ? (line[at] - ' ') & 0x3F : 0;
}
