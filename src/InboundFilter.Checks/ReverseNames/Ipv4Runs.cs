using System.Buffers.Binary;
using System.Globalization;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>Finds a known IPv4 address written as one run of digits, decimal or hexadecimal.</summary>
internal static class Ipv4Runs
{
    /// <summary>Eight hexadecimal digits forward or backward, in one run or in groups, or six with a letter among them.</summary>
    public static AddressMatch FindHexadecimal(HostPart host, ReadOnlySpan<byte> octets)
    {
        Span<char> hex = stackalloc char[8];
        uint value = BinaryPrimitives.ReadUInt32BigEndian(octets);
        value.TryFormat(hex, out _, "x8", CultureInfo.InvariantCulture);
        int at = host.Text.IndexOf(hex, StringComparison.Ordinal);
        if (at >= 0)
        {
            return new(AddressShare.Full, at, at + 8, "hexadecimal");
        }

        // Groups of hexadecimal octets: 5a-d1-2c-3f, 54fb12-34.
        Span<char> packed = stackalloc char[host.Text.Length];
        int length = Pack(host.Text, packed);
        if (packed[..length].IndexOf(hex, StringComparison.Ordinal) >= 0)
        {
            return new(AddressShare.Full, 0, host.Text.Length, "hexadecimal groups");
        }

        foreach (var six in (ReadOnlySpan<int>)[0, 2])
        {
            var part = hex.Slice(six, 6);
            at = host.Text.IndexOf(part, StringComparison.Ordinal);
            if (at >= 0 && part.ContainsAnyInRange('a', 'f'))
            {
                return new(AddressShare.Full, at, at + 6, "three octets in hexadecimal");
            }
        }

        BinaryPrimitives.ReverseEndianness(value).TryFormat(hex, out _, "x8", CultureInfo.InvariantCulture);
        at = host.Text.IndexOf(hex, StringComparison.Ordinal);
        return at >= 0 ? new(AddressShare.Full, at, at + 8, "hexadecimal, reversed") : AddressMatch.None;
    }

    /// <summary>The address as one run of digits: 219173000034, 1177868522, 821234.</summary>
    public static AddressMatch FindNumber(HostPart host, ReadOnlySpan<byte> octets)
    {
        Span<char> text = stackalloc char[16];
        text.TryWrite(CultureInfo.InvariantCulture, $"{octets[0]:D3}{octets[1]:D3}{octets[2]:D3}{octets[3]:D3}", out int length);
        int at = host.Text.IndexOf(text[..length], StringComparison.Ordinal);
        if (at >= 0)
        {
            return new(AddressShare.Full, at, at + length, "zero padded");
        }

        uint value = BinaryPrimitives.ReadUInt32BigEndian(octets);
        text.TryWrite(CultureInfo.InvariantCulture, $"{value}", out length);
        at = IndexOfNumber(host, text[..length]);
        if (at >= 0)
        {
            return new(AddressShare.Full, at, at + length, "as one number");
        }

        text.TryWrite(CultureInfo.InvariantCulture, $"{octets[0]}{octets[1]}{octets[2]}{octets[3]}", out length);
        return length >= 7 && DigitsOfFirstLabelAre(host, text[..length])
            ? new(AddressShare.Full, 0, host.FirstLabel.Length, "run together")
            : AddressMatch.None;
    }

    private static bool DigitsOfFirstLabelAre(HostPart host, ReadOnlySpan<char> digits)
    {
        int at = 0;
        foreach (char c in host.FirstLabel)
        {
            if (char.IsAsciiDigit(c) && (at == digits.Length || digits[at++] != c))
            {
                return false;
            }
        }

        return at == digits.Length;
    }

    /// <summary>Where a number with exactly these digits begins, or -1.</summary>
    public static int IndexOfNumber(HostPart host, ReadOnlySpan<char> digits)
    {
        foreach (var token in host.Tokens)
        {
            if (token.IsNumber && host.TextOf(token).SequenceEqual(digits))
            {
                return token.Start;
            }
        }

        return -1;
    }

    private static int Pack(ReadOnlySpan<char> text, Span<char> packed)
    {
        int length = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                packed[length++] = c;
            }
        }

        return length;
    }
}
