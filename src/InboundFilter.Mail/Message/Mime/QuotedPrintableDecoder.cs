using System.Buffers;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>Quoted-printable (RFC 2045 §6.7). An equals sign that begins neither an octet nor a soft line break stands for itself; white space at
/// the end of a line is what transport added and is dropped.</summary>
internal sealed class QuotedPrintableDecoder : TransferDecoder
{
    /// <summary>White space held back until it is known whether the line ends; RFC 2045 §6.7 has lines of 76. More is taken for text.</summary>
    public const int MaxHeld = 1000;

    private static readonly SearchValues<byte> Special = SearchValues.Create("= \t\r"u8);

    // What cannot be judged yet: white space, or an equals sign and what came after it; either may end in CR.
    private readonly byte[] _held = new byte[MaxHeld];
    private int _count;

    private ReadOnlySpan<byte> Held => _held.AsSpan(0, _count);

    public override void Append(ReadOnlySpan<byte> octets, IBufferWriter<byte> decoded)
    {
        while (!octets.IsEmpty)
        {
            if (_count > 0)
            {
                // What follows a held octet may make it plain text; the octet is then looked at once more.
                octets = octets[(Judge(octets[0], decoded) ? 1 : 0)..];
                continue;
            }

            int plain = octets.IndexOfAny(Special);
            decoded.Write(plain < 0 ? octets : octets[..plain]);
            octets = plain < 0 ? [] : octets[plain..];
            if (!octets.IsEmpty)
            {
                _held[_count++] = octets[0];
                octets = octets[1..];
            }
        }
    }

    public override void Complete(IBufferWriter<byte> decoded)
    {
        // A soft break, or white space at the end of a line, whose line end went with the delimiter.
        bool isDropped = Held.TrimStart((byte)'=').TrimEnd(" \t\r"u8).IsEmpty;
        if (!isDropped)
        {
            Release(decoded);
        }

        _count = 0;
    }

    /// <returns>Whether the octet is dealt with.</returns>
    private bool Judge(byte octet, IBufferWriter<byte> decoded)
    {
        bool isEscape = _held[0] == '=';
        bool isHalfOctet = isEscape && _count == 2 && char.IsAsciiHexDigit((char)_held[1]);
        if (isEscape && (isHalfOctet || _count == 1) && char.IsAsciiHexDigit((char)octet))
        {
            return TakeHex(octet, decoded);
        }

        bool endsInReturn = _held[_count - 1] == '\r';
        if (octet == '\n' && !isHalfOctet)
        {
            EndLine(isEscape, endsInReturn, decoded);
            return true;
        }

        if (octet is (byte)' ' or (byte)'\t' or (byte)'\r' && !isHalfOctet && !endsInReturn && _count < MaxHeld)
        {
            _held[_count++] = octet;
            return true;
        }

        Release(decoded);
        return false;
    }

    private bool TakeHex(byte digit, IBufferWriter<byte> decoded)
    {
        _held[_count++] = digit;
        if (_count == 3)
        {
            decoded.Write([(byte)((HexDigit(_held[1]) << 4) | HexDigit(_held[2]))]);
            _count = 0;
        }

        return true;
    }

    private static int HexDigit(byte digit) => char.IsAsciiDigit((char)digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private void EndLine(bool isSoft, bool withReturn, IBufferWriter<byte> decoded)
    {
        _count = 0;
        if (!isSoft)
        {
            decoded.Write(withReturn ? "\r\n"u8 : "\n"u8);
        }
    }

    private void Release(IBufferWriter<byte> decoded)
    {
        decoded.Write(Held);
        _count = 0;
    }
}
