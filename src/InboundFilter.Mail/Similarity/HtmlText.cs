using System.Buffers;
using System.Net;
using System.Text;

namespace InboundFilter.Mail.Similarity;

/// <summary>The words of a page without its markup: not how it looks, but enough to compare texts. Linear in the page.</summary>
internal static class HtmlText
{
    /// <summary>Tags that may stand inside a word.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Inline = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "a", "b", "big", "em", "font", "i", "s", "small", "span", "strong", "u", "wbr",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Elements whose content nobody reads.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Unread = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "title",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Without tags, comments, styles and scripts; character references are decoded. What is not closed is left out up to the end.</summary>
    public static string Of(ReadOnlySpan<char> page)
    {
        var text = new StringBuilder(page.Length);
        while (!page.IsEmpty)
        {
            int open = page.IndexOf('<');
            text.Append(open < 0 ? page : page[..open]);
            page = open < 0 ? default : AfterMarkup(page[open..], text);
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    /// <param name="page">Begins with &lt;.</param>
    /// <param name="text">Gets what stands for the markup.</param>
    private static ReadOnlySpan<char> AfterMarkup(ReadOnlySpan<char> page, StringBuilder text)
    {
        if (page.StartsWith("<!--"))
        {
            return After(page[4..], "-->");
        }

        var name = page[1..];
        bool closes = name.StartsWith('/');
        name = closes ? name[1..] : name;
        int length = name.IndexOfAnyExcept(LettersAndDigits);
        name = length < 0 ? name : name[..length];
        if (name.IsEmpty && !closes && !page[1..].StartsWith('!') && !page[1..].StartsWith('?'))
        {
            // A lone < such as in "a < b".
            text.Append(' ');
            return page[1..];
        }

        if (!Inline.Contains(name))
        {
            text.Append(' ');
        }

        page = After(page, ">");
        return !closes && Unread.Contains(name) ? After(page, $"</{name}") is { IsEmpty: false } rest ? After(rest, ">") : default : page;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, string mark)
    {
        int at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? default : text[(at + mark.Length)..];
    }
}
