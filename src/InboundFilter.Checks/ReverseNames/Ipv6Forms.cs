using System.Globalization;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>Finds a known IPv6 address in a host part: nibbles, groups of hexadecimal digits, or these run together.</summary>
internal static class Ipv6Forms
{
    /// <summary>Fewest nibbles in a row that chance does not explain.</summary>
    private const int TellingNibbles = 12;

    private const int MaxGroups = 64;

    /// <summary>Finds the address, given as sixteen octets in network order.</summary>
    public static AddressMatch Find(HostPart host, ReadOnlySpan<byte> octets)
    {
        Span<char> nibbles = stackalloc char[32];
        Span<char> reversed = stackalloc char[32];
        for (int i = 0; i < 16; i++)
        {
            octets[i].TryFormat(nibbles[(2 * i)..], out _, "x2", CultureInfo.InvariantCulture);
        }

        for (int i = 0; i < 32; i++)
        {
            reversed[i] = nibbles[31 - i];
        }

        Span<char> packed = stackalloc char[host.Text.Length];
        int length = 0;
        foreach (char c in host.Text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                packed[length++] = c;
            }
        }

        return Holds(packed[..length], nibbles) ? new(AddressShare.Full, 0, host.Text.Length, "hexadecimal digits")
            : Holds(packed[..length], reversed) ? new(AddressShare.Full, 0, host.Text.Length, "hexadecimal digits, reversed")
            : FindGroups(host, octets);
    }

    /// <summary>Whether the text has any stretch of the digits that is long enough and not all zeros.</summary>
    private static bool Holds(ReadOnlySpan<char> text, ReadOnlySpan<char> digits)
    {
        for (int i = 0; i + TellingNibbles <= digits.Length; i += 4)
        {
            var part = digits.Slice(i, TellingNibbles);
            if (TellingNibbles - part.Count('0') >= 5 && text.IndexOf(part, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Three neighbouring groups as numbers, so that leading zeros do not matter: <c>2001-db8-1--5</c>.</summary>
    private static AddressMatch FindGroups(HostPart host, ReadOnlySpan<byte> octets)
    {
        Span<int> values = stackalloc int[MaxGroups];
        Span<int> starts = stackalloc int[MaxGroups];
        int count = 0;
        foreach (var range in host.Text.SplitAny('-', '.', '_'))
        {
            var group = host.Text[range];
            if (count < MaxGroups)
            {
                starts[count] = range.Start.Value;
                values[count++] = group.Length is >= 1 and <= 4
                    && int.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) ? value : -1;
            }
        }

        for (int at = 0; at + 3 <= count; at++)
        {
            for (int g = 0; g + 3 <= 8; g++)
            {
                int telling = 0, same = 0;
                for (int i = 0; i < 3; i++)
                {
                    int wanted = (octets[2 * (g + i)] << 8) | octets[(2 * (g + i)) + 1];
                    same += values[at + i] == wanted ? 1 : 0;
                    telling += wanted > 0xff ? 1 : 0;
                }

                if (same == 3 && telling >= 2)
                {
                    return new(AddressShare.Full, starts[at], starts[at + 2], "groups of hexadecimal digits");
                }
            }
        }

        return AddressMatch.None;
    }
}
