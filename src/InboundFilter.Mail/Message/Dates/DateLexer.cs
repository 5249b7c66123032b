using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Dates;

/// <summary>Cuts the text of a date into runs of digits, runs of letters and single marks; comments, commas and white space fall away.</summary>
internal static class DateLexer
{
    /// <summary>Pieces that are looked at; a date has at most about 15.</summary>
    private const int MaxPieces = 24;

    /// <summary>Longest piece that is a date's; a longer one makes the date unreadable.</summary>
    private const int MaxPieceLength = 16;

    public static List<string> Read(string text, ScanMeter? meter)
    {
        var pieces = new List<string>();
        var scanner = new FieldScanner(text, meter);
        while (pieces.Count < MaxPieces && !scanner.AtEnd)
        {
            if (scanner.SkipSpaceAndComments())
            {
                continue;
            }

            int length = Run(scanner.Rest);
            if (scanner.Current is not (',' or '"'))
            {
                pieces.Add(scanner.Rest[..length].ToString());
            }

            scanner.Skip(length);
        }

        return pieces;
    }

    private static int Run(ReadOnlySpan<char> text)
    {
        Func<char, bool> same = char.IsAsciiDigit(text[0]) ? char.IsAsciiDigit : char.IsLetter;
        int length = 1;
        while (same(text[0]) && length < text.Length && length < MaxPieceLength && same(text[length]))
        {
            length++;
        }

        return length;
    }
}
