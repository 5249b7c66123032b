using InboundFilter.Dns;

namespace InboundFilter.Mail.Trace;

/// <summary>The name in front of authentication results that says whose they are (RFC 8601 §2.5).</summary>
internal static class AuthservId
{
    /// <summary>A token ends here at the latest, whatever else is wrong.</summary>
    private const string Stops = "=/,";

    /// <summary>Reads the name and moves past it; empty when there is none.</summary>
    public static string Read(ref ResultsScanner scanner) => scanner.Word(Stops).Trim();

    /// <summary>Whether the value bears the name, or would to a reader who first takes out the comments.</summary>
    public static bool IsIn(string value, string name)
    {
        var strict = new ResultsScanner(value);
        var lenient = strict;
        return AreEqual(Read(ref strict), name) || AreEqual(lenient.Word(Stops, overComments: true).Trim(), name);
    }

    /// <summary>Whether two names are one: without case, U-labels as A-labels, a last dot aside.</summary>
    private static bool AreEqual(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase)
        || (DomainName.TryParse(one.ToLowerInvariant(), out var mine) && DomainName.TryParse(other.ToLowerInvariant(), out var theirs) && mine == theirs);
}
