using System.Text;

namespace InboundFilter.Mail.Message.Words;

/// <summary>The Q encoding of RFC 2047 §4.2.</summary>
internal static class QEncoding
{
    /// <summary>Appends the octets; an equals sign without two hexadecimal digits stands for itself, a fold for nothing.</summary>
    public static void Decode(ReadOnlySpan<char> payload, List<byte> octets)
    {
        for (int i = 0; i < payload.Length; i++)
        {
            switch (payload[i])
            {
                case '_':
                    octets.Add((byte)' ');
                    break;
                case '=' when HexOctet.TryRead(payload[(i + 1)..], out byte octet):
                    octets.Add(octet);
                    i += 2;
                    break;
                case '\r' or '\n':
                    while (i + 1 < payload.Length && FieldScanner.IsSpace(payload[i + 1]))
                    {
                        i++;
                    }

                    break;
                case < '\x80' and var ascii:
                    octets.Add((byte)ascii);
                    break;
                default:
                    i += AppendRune(payload[i..], octets) - 1;
                    break;
            }
        }
    }

    private static int AppendRune(ReadOnlySpan<char> text, List<byte> octets)
    {
        Rune.DecodeFromUtf16(text, out var rune, out int length);
        Span<byte> utf8 = stackalloc byte[4];
        octets.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
        return length;
    }
}
