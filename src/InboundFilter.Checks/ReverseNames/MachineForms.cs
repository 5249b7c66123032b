namespace InboundFilter.Checks.ReverseNames;

/// <summary>Recognises names that provisioning systems make of line data instead of the address.</summary>
internal static class MachineForms
{
    private const int HardwareAddressDigits = 12;

    /// <summary>What in the first label shows that a machine named the line, or null.</summary>
    public static string? Find(HostPart host) =>
        HasHardwareAddress(host.FirstLabel) ? "a hardware address"
        : CountNumbersInFirstLabel(host) >= 4 ? "four numbers among letters"
        : host.LabelCount >= 3 && HasLongNumber(host) ? "a long line number"
        : null;

    /// <summary>
    /// Last octet behind two other parts of which one has a number, with more labels to come: <c>zone7-b-159.city</c>.
    /// The weakest form of all, so the caller must see nothing that speaks for a server.
    /// </summary>
    public static bool IsPortOfConcentrator(HostPart host, AddressMatch match)
    {
        var label = host.FirstLabel;
        return match.Share is AddressShare.Octet
            && host.LabelCount >= 2
            && label.Count('-') >= 2
            && match.Start > 0 && label[match.Start - 1] == '-'
            && (CountNumbersInFirstLabel(host) >= 2);
    }

    private static int CountNumbersInFirstLabel(HostPart host)
    {
        int count = 0;
        foreach (var token in host.Tokens)
        {
            count += token is { IsNumber: true, Label: 0 } ? 1 : 0;
        }

        return count;
    }

    private static bool HasLongNumber(HostPart host)
    {
        foreach (var token in host.Tokens)
        {
            if (token is { IsNumber: true, Label: 0, Length: >= 5 })
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasHardwareAddress(ReadOnlySpan<char> label)
    {
        int run = 0, digits = 0;
        foreach (char c in label)
        {
            bool isHex = char.IsAsciiHexDigitLower(c);
            run = isHex ? run + 1 : 0;
            digits = isHex ? digits + (char.IsAsciiDigit(c) ? 1 : 0) : 0;
            if (run >= HardwareAddressDigits && digits >= 4)
            {
                return true;
            }
        }

        return false;
    }
}
