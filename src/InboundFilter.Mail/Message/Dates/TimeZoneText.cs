using System.Globalization;

namespace InboundFilter.Mail.Message.Dates;

/// <summary>Reads a zone: an offset, or a name of RFC 5322 §4.3.</summary>
internal static class TimeZoneText
{
    /// <summary>Takes a zone where there is one; null when there is none.</summary>
    /// <param name="pieces">Of the date.</param>
    /// <param name="at">Moved past the zone.</param>
    /// <param name="yearFollows">A plain number is the year and not an offset.</param>
    public static TimeSpan? Take(List<string> pieces, ref int at, bool yearFollows)
    {
        TimeSpan? named = null;
        if (at < pieces.Count && char.IsLetter(pieces[at][0]))
        {
            named = Named(pieces[at]);
            at++;
        }

        if (at + 1 < pieces.Count && pieces[at] is "+" or "-" && char.IsAsciiDigit(pieces[at + 1][0]))
        {
            bool isWest = pieces[at] is "-";
            string digits = pieces[at + 1];
            at += 2;
            if (digits.Length <= 2 && at + 1 < pieces.Count && pieces[at] is ":" && pieces[at + 1].Length == 2)
            {
                digits += pieces[at + 1];
                at += 2;
            }

            return Offset(digits) is not { } offset ? TimeSpan.Zero : isWest ? -offset : offset;
        }

        // A few writers leave out the plus sign.
        if (named is null && !yearFollows && at < pieces.Count && pieces[at].Length == 4 && char.IsAsciiDigit(pieces[at][0]))
        {
            return Offset(pieces[at++]);
        }

        return named;
    }

    /// <summary>Hours, or hours and two digits of minutes; null for anything that is no offset.</summary>
    private static TimeSpan? Offset(string digits)
    {
        if (digits.Length > 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return null;
        }

        int hours = digits.Length <= 2 ? number : number / 100;
        int minutes = digits.Length <= 2 ? 0 : number % 100;
        return minutes > 59 ? null : new TimeSpan(hours, minutes, 0);
    }

    /// <summary>Names without a meaning, the military ones too, are as -0000 (RFC 5322 §4.3).</summary>
    private static TimeSpan Named(string name) => TimeSpan.FromHours(name.ToUpperInvariant() switch
    {
        "EDT" => -4,
        "EST" or "CDT" => -5,
        "CST" or "MDT" => -6,
        "MST" or "PDT" => -7,
        "PST" => -8,
        _ => 0,
    });
}
