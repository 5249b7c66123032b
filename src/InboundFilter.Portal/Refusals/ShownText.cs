using System.Globalization;

namespace InboundFilter.Portal.Refusals;

/// <summary>Makes a stranger's text fit to be read on a page: short, and without characters that move others about. The page escapes it besides.</summary>
internal static class ShownText
{
    /// <summary>Characters that are shown of one text.</summary>
    public const int MaxLength = 400;

    private const char Stands = '\uFFFD';

    public static string Of(string text)
    {
        string cut = text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength), "…");
        return string.Create(cut.Length, cut, static (shown, given) =>
        {
            for (int i = 0; i < given.Length; i++)
            {
                shown[i] = IsHarmless(given, i) ? given[i] : Stands;
            }
        });
    }

    /// <summary>Not a control, nor a mark of direction, nor half of a pair.</summary>
    private static bool IsHarmless(string text, int at) =>
        char.IsSurrogate(text[at])
            ? at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) || at > 0 && char.IsSurrogatePair(text[at - 1], text[at])
            : char.GetUnicodeCategory(text[at]) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
