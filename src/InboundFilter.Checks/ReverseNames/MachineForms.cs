namespace InboundFilter.Checks.ReverseNames;

/// <summary>Recognises names that provisioning systems make of line data instead of the address.</summary>
internal static class MachineForms
{
    private const int HardwareAddressDigits = 12;

    /// <summary>What in the first label shows that a machine named the line, or null.</summary>
    /// <remarks><c>inZone</c>: a label further right marks generated names (rev, ip, ptr), so that less is enough.</remarks>
    public static string? Find(HostPart host, bool inZone) =>
        HasHexadecimal(host.FirstLabel, HardwareAddressDigits) ? "a hardware address"
        : HasPieceOfFourNumbers(host) ? "four numbers among letters"
        : (inZone || host.LabelCount >= 3) && HasLongNumber(host, bare: inZone) ? "a long line number"
        : inZone && HasHexadecimal(host.FirstLabel, 8) ? "hexadecimal digits"
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
            && HasNumberedWord(host);
    }

    /// <summary>Four numbers with letters between and no hyphen, as in h234n2fls32o895. Most of the letters are no hexadecimal digits.</summary>
    private static bool HasPieceOfFourNumbers(HostPart host)
    {
        int numbers = 0, plainGaps = 0;
        foreach (var token in host.Tokens)
        {
            if (token.Label > 0)
            {
                break;
            }

            if (token.StartsPiece)
            {
                numbers = 0;
                plainGaps = 0;
            }

            numbers += token.IsNumber ? 1 : 0;
            plainGaps += numbers > 0 && !token.IsNumber && host.TextOf(token).ContainsAnyExceptInRange('a', 'f') ? 1 : 0;
            if (numbers == 4 && plainGaps >= 2)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Six digits or more in the first label, between letters unless <c>bare</c> ones count: pcp04024417pcs.</summary>
    private static bool HasLongNumber(HostPart host, bool bare)
    {
        foreach (var token in host.Tokens)
        {
            if (token is { IsNumber: true, Label: 0, Length: >= 6 }
                && (bare || (!token.StartsPiece && token.End < host.Text.Length && char.IsAsciiLetter(host.Text[token.End]))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A number right behind letters, as in zone7; numbers between hyphens alone are what mail farms use.</summary>
    private static bool HasNumberedWord(HostPart host)
    {
        foreach (var token in host.Tokens)
        {
            if (token is { IsNumber: true, Label: 0, StartsPiece: false })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A run of at least so many hexadecimal digits, both letters and decimal digits among them.</summary>
    private static bool HasHexadecimal(ReadOnlySpan<char> label, int length)
    {
        int run = 0, digits = 0;
        foreach (char c in label)
        {
            bool isHex = char.IsAsciiHexDigitLower(c);
            run = isHex ? run + 1 : 0;
            digits = isHex ? digits + (char.IsAsciiDigit(c) ? 1 : 0) : 0;
            if (run >= length && digits >= length / 3 && digits < run)
            {
                return true;
            }
        }

        return false;
    }
}
