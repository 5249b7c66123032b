using System.Buffers;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>Base64 (RFC 2045 §6.8). Octets outside the alphabet are skipped; padding that is missing, or stands in the middle of what was glued together, is borne.</summary>
internal sealed class Base64Decoder : TransferDecoder
{
    private const sbyte Outside = -1;
    private const sbyte Padding = -2;
    private static readonly sbyte[] Sextets = MakeSextets();

    private int _bits;
    private int _count;

    public override void Append(ReadOnlySpan<byte> octets, IBufferWriter<byte> decoded)
    {
        var to = decoded.GetSpan(octets.Length + 1);
        int written = 0;
        foreach (byte octet in octets)
        {
            int sextet = Sextets[octet];
            if (sextet < 0)
            {
                // Bits that make no octet are nothing; a new quantum begins after padding.
                _count = sextet == Padding ? 0 : _count;
                continue;
            }

            _bits = (_bits << 6) | sextet;
            _count += 6;
            if (_count >= 8)
            {
                _count -= 8;
                to[written++] = (byte)(_bits >> _count);
            }
        }

        decoded.Advance(written);
    }

    public override void Complete(IBufferWriter<byte> decoded)
    {
    }

    private static sbyte[] MakeSextets()
    {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        var sextets = new sbyte[256];
        Array.Fill(sextets, Outside);
        sextets['='] = Padding;
        for (int i = 0; i < alphabet.Length; i++)
        {
            sextets[alphabet[i]] = (sbyte)i;
        }

        return sextets;
    }
}
