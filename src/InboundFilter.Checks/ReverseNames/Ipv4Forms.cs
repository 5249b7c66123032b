using System.Globalization;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>Finds a known IPv4 address in a host part, in the forms in which networks write it.</summary>
/// <remarks>
/// Decimal groups are compared as whole numbers, never as substrings: <c>mx12</c> does not hold the octets 1 and 2. Hexadecimal
/// and run-together forms are long enough that a chance hit is out of the question.
/// </remarks>
internal static class Ipv4Forms
{
    private const int MaxGroups = 64;

    /// <summary>Finds the form that shows most of the address, given as four octets in network order.</summary>
    public static AddressMatch Find(HostPart host, ReadOnlySpan<byte> octets)
    {
        Span<NumberGroup> buffer = stackalloc NumberGroup[MaxGroups];
        var groups = NumberGroup.Split(host, buffer);

        var match = FindFourGroups(groups, octets);
        if (match.Share is AddressShare.None)
        {
            match = Ipv4Runs.FindHexadecimal(host, octets);
        }

        if (match.Share is AddressShare.None)
        {
            match = Ipv4Runs.FindNumber(host, octets);
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
                bool padded = four[0].IsPadded || four[1].IsPadded || four[2].IsPadded || four[3].IsPadded;
                return new(AddressShare.Full, four[0].Start, four[3].End, padded ? "zero padded" : "decimal");
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
                return reversed
                    ? new(AddressShare.ReversedPair, one.Start, two.End, "last two octets, reversed")
                    : new(AddressShare.Pair, one.Start, two.End, "last two octets");
            }
        }

        Span<char> text = stackalloc char[16];
        text.TryWrite(CultureInfo.InvariantCulture, $"{third}{last}", out int length);
        int whole = length >= 4 ? Ipv4Runs.IndexOfNumber(host, text[..length]) : -1;
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
}
