using System.Buffers.Binary;
using System.Globalization;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>Finds a known IPv4 address in a host part, in the forms in which networks write it.</summary>
/// <remarks>
/// Decimal groups are compared as whole numbers, never as substrings: <c>mx12</c> does not hold the octets 1 and 2. Hexadecimal
/// and run-together forms are long enough that a chance hit is out of the question.
/// </remarks>
internal static class Ipv4Forms
{
    /// <summary>Form of a pair that mail farms do not use: they number their machines in the order of the address.</summary>
    public const string ReversedPair = "last two octets, reversed";

    private const int MaxGroups = 64;

    /// <summary>Finds the form that shows most of the address, given as four octets in network order.</summary>
    public static AddressMatch Find(HostPart host, ReadOnlySpan<byte> octets)
    {
        Span<NumberGroup> buffer = stackalloc NumberGroup[MaxGroups];
        var groups = NumberGroup.Split(host, buffer);

        var match = FindFourGroups(groups, octets);
        if (match.Share is AddressShare.None)
        {
            match = FindHexadecimal(host, octets);
        }

        if (match.Share is AddressShare.None)
        {
            match = FindOneNumber(host, octets);
        }

        if (match.Share is AddressShare.None)
        {
            match = FindThreeGroups(groups, octets);
        }

        if (match.Share is AddressShare.None)
        {
            match = FindPair(host, groups, octets);
        }

        return match.Share is AddressShare.None ? FindLastOctet(host, octets) : match;
    }

    /// <summary>Four numbers in a row that are the octets in any order: <c>10-1-2-3</c>, <c>3.red-10-1-2</c>, <c>090.28-201-24</c>.</summary>
    private static AddressMatch FindFourGroups(ReadOnlySpan<NumberGroup> groups, ReadOnlySpan<byte> octets)
    {
        for (int i = 0; i + 4 <= groups.Length; i++)
        {
            var four = groups.Slice(i, 4);
            if (InOrder(four, octets))
            {
                return new(AddressShare.Full, four[0].Start, four[3].End, four[0].IsPadded || four[3].IsPadded || four[1].IsPadded ? "zero padded" : "decimal");
            }

            if (AnyOrder(four, octets))
            {
                bool reversed = four[0].Value == octets[3] && four[1].Value == octets[2] && four[2].Value == octets[1];
                return new(AddressShare.Full, four[0].Start, four[3].End, reversed ? "reversed" : "octets in another order");
            }
        }

        return AddressMatch.None;
    }

    private static AddressMatch FindThreeGroups(ReadOnlySpan<NumberGroup> groups, ReadOnlySpan<byte> octets)
    {
        for (int i = 0; i + 3 <= groups.Length; i++)
        {
            var three = groups.Slice(i, 3);
            bool telling = (three[0].Value >= 10 ? 1 : 0) + (three[1].Value >= 10 ? 1 : 0) + (three[2].Value >= 10 ? 1 : 0) >= 2;
            if (telling && (AnyOrder(three, octets[1..]) || AnyOrder(three, octets[..3])))
            {
                return new(AddressShare.Full, three[0].Start, three[2].End, "three octets");
            }
        }

        return AddressMatch.None;
    }

    private static AddressMatch FindPair(HostPart host, ReadOnlySpan<NumberGroup> groups, ReadOnlySpan<byte> octets)
    {
        int third = octets[2], last = octets[3];
        for (int i = 0; i + 2 <= groups.Length; i++)
        {
            var (one, two) = (groups[i], groups[i + 1]);
            bool inOrder = one.Value == third && two.Value == last;
            bool reversed = one.Value == last && two.Value == third && third != last;
            int digits = one.End - one.Start + two.End - two.Start;
            if ((inOrder || reversed) && digits >= 4 && two.Start - one.End <= 2)
            {
                return new(AddressShare.Pair, one.Start, two.End, reversed ? ReversedPair : "last two octets");
            }
        }

        Span<char> text = stackalloc char[16];
        text.TryWrite(CultureInfo.InvariantCulture, $"{third}{last}", out int length);
        int whole = length >= 4 ? FindNumber(host, text[..length]) : -1;
        if (whole >= 0)
        {
            return new(AddressShare.Pair, whole, whole + length, "last two octets run together");
        }

        text.TryWrite(CultureInfo.InvariantCulture, $"{third:x2}{last:x2}", out length);
        int hex = host.FirstLabel.IndexOf(text[..length], StringComparison.Ordinal);
        return hex >= 0 && EndsPiece(host.Text, hex + length) && hex - PieceStart(host.Text, hex) <= 2
            ? new(AddressShare.Pair, hex, hex + length, "last two octets in hexadecimal")
            : AddressMatch.None;
    }

    private static AddressMatch FindLastOctet(HostPart host, ReadOnlySpan<byte> octets)
    {
        var last = default(NameToken);
        foreach (var token in host.Tokens)
        {
            last = token.Label == 0 ? token : last;
        }

        return last is { IsNumber: true, Length: <= 3 } && last.Value == octets[3]
            ? new(AddressShare.Octet, last.Start, last.End, "last octet")
            : AddressMatch.None;
    }

    private static AddressMatch FindHexadecimal(HostPart host, ReadOnlySpan<byte> octets)
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
    private static AddressMatch FindOneNumber(HostPart host, ReadOnlySpan<byte> octets)
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
        at = FindNumber(host, text[..length]);
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

    private static int FindNumber(HostPart host, ReadOnlySpan<char> digits)
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

    private static bool InOrder(ReadOnlySpan<NumberGroup> groups, ReadOnlySpan<byte> octets)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            if (groups[i].Value != octets[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool AnyOrder(ReadOnlySpan<NumberGroup> groups, ReadOnlySpan<byte> octets)
    {
        int used = 0;
        foreach (var group in groups)
        {
            int i = 0;
            while (i < octets.Length && ((used & (1 << i)) != 0 || octets[i] != group.Value))
            {
                i++;
            }

            if (i == octets.Length)
            {
                return false;
            }

            used |= 1 << i;
        }

        return true;
    }

    private static bool EndsPiece(ReadOnlySpan<char> text, int end) => end == text.Length || !char.IsAsciiLetterOrDigit(text[end]);

    private static int PieceStart(ReadOnlySpan<char> text, int at) => text[..at].LastIndexOfAny('-', '.', '_') + 1;

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
