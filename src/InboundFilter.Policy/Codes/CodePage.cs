namespace InboundFilter.Policy.Codes;

/// <summary>The public page of a code in one language.</summary>
/// <param name="Code">Id of the code.</param>
/// <param name="Language">ISO 639 code, such as <c>en</c>.</param>
/// <param name="Reply">What the page states as the reply, such as <c>550 5.1.8</c>.</param>
/// <param name="Title">The heading.</param>
/// <param name="Body">Markdown after the front matter, heading included.</param>
public sealed record CodePage(string Code, string Language, string Reply, string Title, string Body)
{
    private const string Fence = "---";

    /// <summary>Reads a page: front matter between two lines of dashes, then Markdown.</summary>
    /// <exception cref="FormatException">The page is one of ours, so a missing part is a fault of the build.</exception>
    public static CodePage Parse(string language, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int end = Array.IndexOf(lines, Fence, 1);
        if (lines[0] != Fence || end < 0)
        {
            throw new FormatException($"A page in {language} has no front matter.");
        }

        var matter = lines[1..end].Select(l => l.Split(':', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => p[0].Trim(), p => p[1].Trim(), StringComparer.Ordinal);
        string body = string.Join('\n', lines[(end + 1)..]).Trim();
        string title = body.Split('\n')[0];
        if (!matter.TryGetValue("code", out string? code) || !matter.TryGetValue("reply", out string? reply) || !title.StartsWith("# ", StringComparison.Ordinal))
        {
            throw new FormatException($"A page in {language} lacks code, reply or heading.");
        }

        return new CodePage(code, language, reply, title[2..], body);
    }
}
