namespace InboundFilter.Mail.Message.Words;

/// <summary>Base64 as it comes in header fields: without padding, with white space or other strange characters in it.</summary>
internal static class LenientBase64
{
    /// <summary>Appends the octets. Characters outside the alphabet are skipped (RFC 2045 §6.8), bits that make no octet dropped; padding starts anew.</summary>
    public static void Decode(ReadOnlySpan<char> text, List<byte> octets)
    {
        int bits = 0;
        int count = 0;
        foreach (char c in text)
        {
            if (c is '=')
            {
                (bits, count) = (0, 0);
            }

            if (Sextet(c) is not (>= 0 and var sextet))
            {
                continue;
            }

            bits = ((bits << 6) | sextet) & 0xFFFF;
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                octets.Add((byte)(bits >> count));
            }
        }
    }

    private static int Sextet(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };
}
