namespace InboundFilter.Daemon.Configuration;

/// <summary>Finds what an administrator meant by a word that is not known.</summary>
internal static class NearestKey
{
    /// <summary>Words longer than this are not compared; the time grows with the square.</summary>
    private const int MaxLength = 64;

    /// <summary>The known word with the fewest edits, when they are few for its length; null otherwise.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        string? nearest = null;
        int fewest = int.MaxValue;
        foreach (string candidate in known)
        {
            int edits = Edits(word, candidate);
            if (edits < fewest && edits <= Math.Max(1, Math.Max(word.Length, candidate.Length) / 3))
            {
                (nearest, fewest) = (candidate, edits);
            }
        }

        return nearest;
    }

    /// <summary>The nearest word as a question, with all known words after it when there is none.</summary>
    public static string Suggest(string word, IReadOnlyCollection<string> known) =>
        To(word, known) is { } nearest ? $"did you mean {nearest}?"
        : known.Count > 0 ? $"known here: {string.Join(", ", known)}"
        : "none is known here";

    /// <summary>Insertions, deletions, changes and swaps of neighbours between two words, without case.</summary>
    private static int Edits(string a, string b)
    {
        if (a.Length > MaxLength || b.Length > MaxLength)
        {
            return int.MaxValue;
        }

        var cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                bool same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                int best = Math.Min(cost[i - 1, j - 1] + (same ? 0 : 1), 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                cost[i, j] = swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
            }
        }

        return cost[a.Length, b.Length];
    }
}
