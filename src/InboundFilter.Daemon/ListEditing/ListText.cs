namespace InboundFilter.Daemon.ListEditing;

/// <summary>Changes the text of a list file by one entry and leaves every other character as it is.</summary>
/// <remarks>
/// A new entry goes behind the last one and the comments that are indented as deep as its keys; in a section that has only comments,
/// behind these. A removed entry takes along the comments on its lines and those below it that are indented as deep as its keys.
/// </remarks>
internal static class ListText
{
    private const int EntryIndent = 2;

    /// <summary>The text with the entry at the end of its section; the section is made when there is none. Null when the section is written in a way that cannot be edited.</summary>
    /// <param name="text">Of the file.</param>
    /// <param name="section"><c>block</c> or <c>allow</c>.</param>
    /// <param name="entry">Keys and values.</param>
    public static string? Add(string text, string section, EntryText entry)
    {
        if (ListOutlineReader.TryRead(text) is not { } outline)
        {
            return null;
        }

        var found = outline.Find(section);
        string newLine = NewLineOf(text);
        switch (found.Style)
        {
            case SectionStyle.Block:
                int end = NextLine(text, found.Entries[^1].End);
                return InsertLines(text, BehindComments(text, end, found.HyphenColumn), entry.ToLines(found.HyphenColumn), newLine);
            case SectionStyle.Empty:
                int behind = BehindComments(text, NextLine(text, found.KeyEnd), outline.KeyColumn);
                return InsertLines(text, behind, entry.ToLines(found.HyphenColumn), newLine);
            case SectionStyle.Flow when found.Entries.Count > 0:
                return text.Insert(found.Entries[^1].End, $", {entry.ToFlow()}");
            case SectionStyle.Flow:
                return text.Insert(found.CloseBracket, entry.ToFlow());
            case SectionStyle.Missing when !outline.IsFlowRoot:
                string indent = new(' ', outline.KeyColumn);
                bool needsGap = text.Length > 0 && !LastLine(text).IsWhiteSpace();
                string[] lines = [$"{indent}{section}:", .. entry.ToLines(outline.KeyColumn + EntryIndent)];
                return InsertLines(text, text.Length, needsGap ? [string.Empty, .. lines] : lines, newLine);
            default:
                return null;
        }
    }

    /// <summary>The text without an entry; null when it is written in a way that cannot be edited.</summary>
    /// <param name="text">Of the file.</param>
    /// <param name="section"><c>block</c> or <c>allow</c>.</param>
    /// <param name="index">Of the entry in its section.</param>
    public static string? Remove(string text, string section, int index)
    {
        var found = ListOutlineReader.TryRead(text)?.Find(section) ?? SectionOutline.Missing;
        return found.Style switch
        {
            _ when index >= found.Entries.Count => null,
            SectionStyle.Block => RemoveLines(text, found, index),
            SectionStyle.Flow => RemoveBetween(text, found.Entries, index),
            _ => null,
        };
    }

    private static string InsertLines(string text, int at, IReadOnlyList<string> lines, string newLine)
    {
        string block = string.Join(newLine, lines);

        // A file whose last line has no end keeps it so.
        return at == text.Length && text.Length > 0 && text[^1] != '\n'
            ? $"{text}{newLine}{block}"
            : text.Insert(at, block + newLine);
    }

    private static string? RemoveLines(string text, SectionOutline section, int index)
    {
        var (start, end) = section.Entries[index];
        int line = LineStart(text, start);
        while (!IsHyphenAt(text, line, section.HyphenColumn))
        {
            if (line == 0 || line <= section.KeyEnd)
            {
                return null;
            }

            line = LineStart(text, line - 1);
        }

        int next = BehindComments(text, NextLine(text, end), section.HyphenColumn);
        if (next == text.Length && text[^1] != '\n')
        {
            line -= text.AsSpan(0, line).EndsWith("\r\n") ? 2 : 1;
        }

        return text.Remove(line, next - line);
    }

    private static string RemoveBetween(string text, IReadOnlyList<(int Start, int End)> entries, int index)
    {
        var (start, end) = entries[index];
        bool isPlain(int from, int to) => !text.AsSpan(from, to - from).Contains('#');
        if (index > 0 && isPlain(entries[index - 1].End, start))
        {
            return text.Remove(entries[index - 1].End, end - entries[index - 1].End);
        }

        if (index + 1 < entries.Count && isPlain(end, entries[index + 1].Start))
        {
            return text.Remove(start, entries[index + 1].Start - start);
        }

        int behind = end;
        while (behind < text.Length && char.IsWhiteSpace(text[behind]))
        {
            behind++;
        }

        return text.Remove(start, (behind < text.Length && text[behind] == ',' ? behind + 1 : end) - start);
    }

    /// <summary>The first line from here on that is no comment indented deeper than a column.</summary>
    private static int BehindComments(string text, int at, int column)
    {
        while (at < text.Length && text.AsSpan(at).IndexOfAnyExcept(' ') is var indent && indent > column && text[at + indent] == '#')
        {
            at = NextLine(text, at);
        }

        return at;
    }

    private static bool IsHyphenAt(string text, int line, int column) =>
        line + column < text.Length && text[line + column] == '-' && text.AsSpan(line, column).IsWhiteSpace();

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static int NextLine(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;

    private static ReadOnlySpan<char> LastLine(string text) => text.AsSpan(LineStart(text, text[^1] == '\n' ? text.Length - 1 : text.Length));

    private static string NewLineOf(string text) =>
        text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && text[end - 1] == '\r' ? "\r\n" : "\n";
}
