using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace InboundFilter.Smtp.Proxy;

/// <summary>Reads addresses as strictly as version 1 writes them (§2.1); IPAddress itself also reads octal, hexadecimal, short and scoped forms.</summary>
internal static class AddressText
{
    private const int IPv4Octets = 4;
    private const int IPv6Octets = 16;
    private const int MaxGroupDigits = 4;

    /// <summary>Four numbers up to 255, without leading zeros.</summary>
    public static bool TryReadIPv4(ReadOnlySpan<byte> text, [NotNullWhen(true)] out IPAddress? address)
    {
        Span<byte> octets = stackalloc byte[IPv4Octets];
        bool isAddress = TryReadIPv4(text, octets);
        address = isAddress ? new IPAddress(octets) : null;
        return isAddress;
    }

    /// <summary>Groups of up to four hexadecimal digits, 128 bits in all, where one "::" may stand for one or more groups of zeros.</summary>
    /// <remarks>
    /// The last 32 bits may be written as an IPv4 address (RFC 4291 §2.2, form 3). §2.1 does not name that form, but inet_ntop writes mapped
    /// addresses so, and HAProxy sends them for the IPv4 clients of an IPv6 socket.
    /// </remarks>
    public static bool TryReadIPv6(ReadOnlySpan<byte> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        Span<byte> octets = stackalloc byte[IPv6Octets];
        octets.Clear();
        int length = 0;
        int gap = -1;

        if (text.StartsWith("::"u8))
        {
            gap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)':');
            if (end < 0 && text.Contains((byte)'.'))
            {
                if (length > IPv6Octets - IPv4Octets || !TryReadIPv4(text, octets[length..]))
                {
                    return false;
                }

                length += IPv4Octets;
                break;
            }

            if (length == IPv6Octets || !TryReadGroup(end < 0 ? text : text[..end], octets[length..]))
            {
                return false;
            }

            length += sizeof(ushort);
            if (end < 0)
            {
                break;
            }

            text = text[(end + 1)..];
            if (text.IsEmpty)
            {
                return false;
            }

            if (text[0] == (byte)':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = length;
                text = text[1..];
            }
        }

        if (gap < 0 ? length != IPv6Octets : length == IPv6Octets)
        {
            return false;
        }

        if (gap >= 0)
        {
            int after = length - gap;
            octets[gap..length].CopyTo(octets[(IPv6Octets - after)..]);
            octets[gap..(IPv6Octets - after)].Clear();
        }

        address = new IPAddress(octets);
        return true;
    }

    /// <summary>A number in decimal digits alone, without leading zeros.</summary>
    public static bool TryReadDecimal(ReadOnlySpan<byte> text, int maxDigits, out int value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > maxDigits || (text[0] == (byte)'0' && text.Length > 1) || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        foreach (byte digit in text)
        {
            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    /// <summary>Cuts off what stands in front of the next separator, and the separator; all of it when there is none.</summary>
    public static ReadOnlySpan<byte> TakeField(ref ReadOnlySpan<byte> text, byte separator)
    {
        int end = text.IndexOf(separator);
        var field = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return field;
    }

    private static bool TryReadIPv4(ReadOnlySpan<byte> text, Span<byte> octets)
    {
        for (int i = 0; i < IPv4Octets; i++)
        {
            // The last number is all that is left, so that a fifth one is not a number.
            var digits = i < IPv4Octets - 1 ? TakeField(ref text, (byte)'.') : text;
            if (!TryReadDecimal(digits, maxDigits: 3, out int number) || number > byte.MaxValue)
            {
                return false;
            }

            octets[i] = (byte)number;
        }

        return true;
    }

    private static bool TryReadGroup(ReadOnlySpan<byte> digits, Span<byte> octets)
    {
        if (digits.IsEmpty || digits.Length > MaxGroupDigits)
        {
            return false;
        }

        int group = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            group = (group << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)group);
        return true;
    }
}
