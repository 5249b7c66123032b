namespace InboundFilter.Mail.Trace;

/// <summary>Reads <see cref="StatedResults"/>, tolerantly and within bounds.</summary>
internal static class StatedResultsReader
{
    /// <summary>Longest value that is looked at, in characters.</summary>
    public const int MaxLength = 16 << 10;

    /// <summary>Most statements that are kept.</summary>
    public const int MaxResults = 50;

    /// <summary>Most properties of a statement that are kept.</summary>
    public const int MaxProperties = 20;

    private static readonly Dictionary<string, string> NoProperties = [];

    public static StatedResults Read(string value)
    {
        var scanner = new ResultsScanner(value.AsSpan(0, Math.Min(value.Length, MaxLength)));
        string id = AuthservId.Read(ref scanner);
        var results = new List<StatedResult>();
        for (scanner.SkipStatement(); !scanner.AtEnd && results.Count < MaxResults; scanner.SkipStatement())
        {
            if (Statement(ref scanner) is { } result)
            {
                results.Add(result);
            }
        }

        return new StatedResults(id, results);
    }

    /// <summary>Up to, not over, the semicolon or the end; null when it is none, or says only <c>none</c>.</summary>
    private static StatedResult? Statement(ref ResultsScanner scanner)
    {
        string method = scanner.Word("=/");
        if (scanner.TryTake('/'))
        {
            scanner.Word("=");
        }

        if (!scanner.TryTake('=') || !IsKeyword(method) || scanner.Word("=") is not { } result || !IsKeyword(result))
        {
            return null;
        }

        return new StatedResult(method.ToLowerInvariant(), result.ToLowerInvariant(), Properties(ref scanner));
    }

    private static Dictionary<string, string> Properties(ref ResultsScanner scanner)
    {
        var properties = NoProperties;
        while (!scanner.AtEnd && scanner.Next != ';')
        {
            // Space and comments may stand round the dot; reason= has none and is no property.
            string name = scanner.Word("=.");
            if (scanner.TryTake('.'))
            {
                name += "." + scanner.Word("=");
            }

            if (!scanner.TryTake('='))
            {
                if (name.Length == 0)
                {
                    break;
                }

                continue;
            }

            string text = scanner.Word([]);
            if (name.Contains('.', StringComparison.Ordinal) && properties.Count < MaxProperties)
            {
                properties = properties.Count == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : properties;
                properties.TryAdd(name.ToLowerInvariant(), text);
            }

            scanner.SkipSpace();
        }

        return properties;
    }

    /// <summary>RFC 8601 §2.2: a Keyword is an Ldh-str of RFC 5321 §4.1.2.</summary>
    private static bool IsKeyword(string word)
    {
        foreach (char c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return word.Length > 0;
    }
}
