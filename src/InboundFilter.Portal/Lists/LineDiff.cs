namespace InboundFilter.Portal.Lists;

/// <summary>What differs between two texts, by lines: the part between what both begin and end with, with lines around it.</summary>
public static class LineDiff
{
    /// <summary>Lines shown before and after the change.</summary>
    private const int Around = 3;

    /// <summary>Changed lines that are shown at most of each text.</summary>
    private const int MaxLines = 500;

    /// <summary>Nothing when the texts have the same lines.</summary>
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        string[] old = Lines(before), now = Lines(after);
        int same = 0, tail = 0;
        while (same < old.Length && same < now.Length && old[same] == now[same])
        {
            same++;
        }

        while (tail < old.Length - same && tail < now.Length - same && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        if (same == old.Length && same == now.Length)
        {
            return [];
        }

        return
        [
            .. Numbered(now, Math.Max(0, same - Around), same, ' '),
            .. Numbered(old, same, old.Length - tail, '-').Take(MaxLines),
            .. Numbered(now, same, now.Length - tail, '+').Take(MaxLines),
            .. Numbered(now, now.Length - tail, Math.Min(now.Length, now.Length - tail + Around), ' '),
        ];
    }

    /// <summary>The change in short, for the audit log.</summary>
    public static (string Removed, string Added) Summary(string before, string after)
    {
        var lines = Of(before, after);
        return (Join(lines, '-'), Join(lines, '+'));
    }

    private static string Join(IReadOnlyList<DiffLine> lines, char sign) => string.Join('\n', lines.Where(l => l.Sign == sign).Select(l => l.Text));

    private static IEnumerable<DiffLine> Numbered(string[] lines, int from, int to, char sign) =>
        Enumerable.Range(from, Math.Max(0, to - from)).Select(i => new DiffLine(i + 1, sign, lines[i]));

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
