using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Prints lines on standard output.</summary>
internal static class Lines
{
    public static void Print(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>Reads a word of the command line as a value of an enumeration; null for <c>all</c>.</summary>
    /// <exception cref="CaseException">It is none of them.</exception>
    public static T? Choice<T>(string option, string word)
        where T : struct, Enum
    {
        if (word.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word[0])
            ? value
            : throw new CaseException($"{option}: \"{word}\" is none of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}, all");
    }
}
