using System.Buffers;
using System.Buffers.Binary;
using System.Net;

namespace InboundFilter.Mail.Spf;

/// <summary>Reads addresses and prefix lengths as records write them (RFC 7208 §5.6): no leading zeros, nothing that a lenient parser would add.</summary>
internal static class AddressText
{
    private static readonly SearchValues<char> V6Chars = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static bool TryReadV4(ReadOnlySpan<char> text, out AddressBits address)
    {
        address = default;
        uint value = 0;
        int parts = 0;
        foreach (var range in text.Split('.'))
        {
            if (++parts > 4 || !TryReadNumber(text[range], byte.MaxValue, out int octet))
            {
                return false;
            }

            value = (value << 8) | (uint)octet;
        }

        address = new AddressBits(value, IsV4: true);
        return parts == 4;
    }

    /// <summary>Any form of RFC 4291 §2.2. An IPv4-mapped address stays IPv6 here and so matches no client.</summary>
    public static bool TryReadV6(ReadOnlySpan<char> text, out AddressBits address)
    {
        address = default;
        int colon = text.LastIndexOf(':');
        if (colon < 0 || text.ContainsAnyExcept(V6Chars)
            || (text.Contains('.') && !TryReadV4(text[(colon + 1)..], out _))
            || !IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        Span<byte> octets = stackalloc byte[16];
        parsed.TryWriteBytes(octets, out _);
        address = new AddressBits(BinaryPrimitives.ReadUInt128BigEndian(octets), IsV4: false);
        return true;
    }

    /// <summary>Reads a decimal number of 0 to <paramref name="max"/> without leading zeros.</summary>
    public static bool TryReadNumber(ReadOnlySpan<char> digits, int max, out int number)
    {
        number = 0;
        if (digits.Length is 0 or > 3 || (digits.Length > 1 && digits[0] == '0'))
        {
            return false;
        }

        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (10 * number) + (digit - '0');
        }

        return number <= max;
    }
}
