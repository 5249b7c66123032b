namespace InboundFilter.Portal.Actions;

/// <summary>Shows what changes between two texts: what differs as one piece, with a few lines around it. Right for a change in one place; a change in several shows what is between them too.</summary>
public static class TextDiff
{
    /// <summary>Lines shown before and after.</summary>
    public const int Context = 3;

    /// <summary>Empty when nothing changes.</summary>
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        string[] old = Lines(before), now = Lines(after);
        int same = old.AsSpan().CommonPrefixLength(now);
        int most = Math.Min(old.Length, now.Length) - same;
        int tail = 0;
        while (tail < most && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        if (same == old.Length && same == now.Length)
        {
            return [];
        }

        var lines = new List<DiffLine>();
        Add(' ', now, Math.Max(0, same - Context), same);
        Add('-', old, same, old.Length - tail);
        Add('+', now, same, now.Length - tail);
        Add(' ', now, now.Length - tail, Math.Min(now.Length, now.Length - tail + Context));
        return lines;

        void Add(char sign, string[] text, int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                lines.Add(new DiffLine(sign, i + 1, text[i]));
            }
        }
    }

    private static string[] Lines(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines is [.., ""] ? lines[..^1] : lines;
    }
}
