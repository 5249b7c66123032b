using System.Text.RegularExpressions;

namespace InboundFilter.Tests.Fakes;

/// <summary>Canonicalization of RFC 6376 §3.4 in the plainest words, over whole strings: what the product does in pieces must come to the same.</summary>
internal static class PlainCanonicalization
{
    /// <param name="field">With its last line end.</param>
    /// <returns>Without the last line end.</returns>
    public static string Header(string field, bool relaxed)
    {
        field = Crlf(field);
        field = field.EndsWith("\r\n", StringComparison.Ordinal) ? field[..^2] : field;
        if (!relaxed)
        {
            return field;
        }

        int colon = field.IndexOf(':');
        string value = Regex.Replace(field[(colon + 1)..].Replace("\r\n", string.Empty), "[ \t]+", " ").Trim(' ');
        return field[..colon].TrimEnd(' ', '\t').ToLowerInvariant() + ":" + value;
    }

    public static string Body(string body, bool relaxed)
    {
        IEnumerable<string> lines = Crlf(body).Split("\r\n");
        if (relaxed)
        {
            lines = lines.Select(l => Regex.Replace(l, "[ \t]+", " ")).Select(l => l.EndsWith(' ') ? l[..^1] : l);
        }

        var kept = lines.Reverse().SkipWhile(l => l.Length == 0).Reverse().ToList();
        return kept.Count == 0 && relaxed ? string.Empty : string.Join("\r\n", kept) + "\r\n";
    }

    private static string Crlf(string text) => Regex.Replace(text, "\r?\n", "\r\n");
}
