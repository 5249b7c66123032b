namespace InboundFilter.Mail.Message.Words;

/// <summary>Two hexadecimal digits, as Q and percent encoding use them.</summary>
internal static class HexOctet
{
    public static bool TryRead(ReadOnlySpan<char> text, out byte octet)
    {
        bool isHex = text.Length >= 2 && char.IsAsciiHexDigit(text[0]) && char.IsAsciiHexDigit(text[1]);
        octet = isHex ? (byte)((Value(text[0]) << 4) | Value(text[1])) : default;
        return isHex;
    }

    private static int Value(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
