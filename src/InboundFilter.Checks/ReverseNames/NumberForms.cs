using System.Buffers;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>Recognises generated names by their form alone, without knowing the address.</summary>
internal static class NumberForms
{
    private const int MaxGroups = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Four numbers in a row, one separator between each, none above 255: an address, whosever it is.</summary>
    public static AddressMatch FindForeignAddress(HostPart host)
    {
        Span<NumberGroup> buffer = stackalloc NumberGroup[MaxGroups];
        return FindRow(host.Text, NumberGroup.Split(host, buffer), 4, 255, "four numbers like an address") with { IsLikeness = true };
    }

    /// <summary>What looks like an address when none is known. Numbers over 255 count too: such names are often written by rule.</summary>
    public static AddressMatch FindLikely(HostPart host)
    {
        Span<NumberGroup> buffer = stackalloc NumberGroup[MaxGroups];
        var groups = NumberGroup.Split(host, buffer);

        var match = FindRow(host.Text, groups, 4, 999, "four numbers like an address");
        match = match.Share is AddressShare.None && groups.Length >= 4 ? FindRow(host.Text, groups, 3, 999, "numbers like an address") : match;
        match = match.Share is AddressShare.None ? FindLongNumber(host) : match;
        match = match.Share is AddressShare.None ? FindHexadecimal(host) : match;
        match = match.Share is AddressShare.None ? FindShortHexadecimal(host) : match;
        if (match.Share is AddressShare.None)
        {
            match = FindRow(host.Text, groups, 2, 999, "numbers like the end of an address") with { Share = AddressShare.Pair };
            match = match.End == 0 ? AddressMatch.None : match;
        }

        return match with { IsLikeness = true };
    }

    /// <summary>Whether nothing, one separator or an x stands between two numbers; other letters would be hexadecimal digits.</summary>
    private static bool AreJoined(ReadOnlySpan<char> text, int end, int start) =>
        start == end || (start == end + 1 && (text[end] == 'x' || !char.IsAsciiLetter(text[end])));

    private static AddressMatch FindRow(ReadOnlySpan<char> text, ReadOnlySpan<NumberGroup> groups, int wanted, int highest, string form)
    {
        int run = 0;
        for (int i = 0; i < groups.Length; i++)
        {
            bool fits = groups[i].Value >= 0 && groups[i].Value <= highest;
            bool follows = run > 0 && AreJoined(text, groups[i - 1].End, groups[i].Start);
            run = !fits ? 0 : follows ? run + 1 : 1;
            if (run == wanted)
            {
                return new(AddressShare.Full, groups[i - wanted + 1].Start, groups[i].End, form);
            }
        }

        return AddressMatch.None;
    }

    /// <summary>Nine to twelve digits, or five to eight behind at most one letter where more labels follow.</summary>
    private static AddressMatch FindLongNumber(HostPart host)
    {
        foreach (var token in host.Tokens)
        {
            if (token is { IsNumber: true, Length: >= 9 and <= 12 })
            {
                return new(AddressShare.Full, token.Start, token.End, "a number as long as an address");
            }

            if (token is { IsNumber: true, Length: >= 5, Start: <= 1 } && host.LabelCount > 1)
            {
                return new(AddressShare.Full, token.Start, token.End, "a line number");
            }
        }

        return AddressMatch.None;
    }

    /// <summary>Four hexadecimal digits, letters and decimal digits among them, as the last part of the first label: node-c-8b22.</summary>
    private static AddressMatch FindShortHexadecimal(HostPart host)
    {
        var label = host.FirstLabel;
        int start = label.LastIndexOf('-') + 1;
        var part = label[start..];
        return part.Length == 4 && !part.ContainsAnyExcept(HexDigits)
            && part.ContainsAnyInRange('a', 'f') && part.ContainsAnyInRange('0', '9')
            ? new(AddressShare.Pair, start, label.Length, "hexadecimal digits like the end of an address")
            : AddressMatch.None;
    }

    /// <summary>Eight hexadecimal digits, alone or behind at most two other letters: 506237d8, pd9e4f89f, ip93a761e0.</summary>
    private static AddressMatch FindHexadecimal(HostPart host)
    {
        foreach (var range in host.Text.SplitAny('-', '.', '_'))
        {
            var piece = host.Text[range];
            if (piece.Length is < 8 or > 10 || !piece.ContainsAnyInRange('0', '9'))
            {
                continue;
            }

            if (!piece[^8..].ContainsAnyExcept(HexDigits))
            {
                return new(AddressShare.Full, range.Start.Value, range.End.Value, "eight hexadecimal digits");
            }
        }

        return AddressMatch.None;
    }
}
