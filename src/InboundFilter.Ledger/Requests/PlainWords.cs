namespace InboundFilter.Ledger.Requests;

/// <summary>Makes what a stranger typed into text that shows what it says.</summary>
internal static class PlainWords
{
    /// <summary>Line ends become LF; other control characters, and those that turn the direction of writing (Unicode Standard Annex 9 §2), go; so do blanks at both ends.</summary>
    public static string Of(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !IsHidden(c))).Trim();

    /// <summary>The same on one line.</summary>
    public static string OnOneLine(string text) => Of(text).Replace('\n', ' ').Replace('\t', ' ');

    private static bool IsHidden(char c) => char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\u061c';
}
