using System.Text;

namespace InboundFilter.Fuzz.Targets;

/// <summary>Takes apart what we said to a client, and insists on the form of RFC 5321 §4.2 while doing so.</summary>
internal static class WrittenReplies
{
    private const int MaxLineOctets = 512;
    private const int PrefixOctets = 4;

    /// <returns>Each reply whole, with its CRLFs.</returns>
    public static IReadOnlyList<string> Read(string octets)
    {
        var replies = new List<string>();
        int start = 0;
        string? code = null;
        for (int at = 0; at < octets.Length;)
        {
            int end = octets.IndexOf("\r\n", at, StringComparison.Ordinal);
            Invariant.That(end >= 0, "a reply line ends in CRLF", octets[at..]);
            string line = octets[at..end];
            CheckLine(line);
            Invariant.That(code is null || line.StartsWith(code, StringComparison.Ordinal), "all lines of a reply have one code", octets[start..end]);
            code = line[..3];
            at = end + 2;
            if (line[3] == ' ')
            {
                replies.Add(octets[start..at]);
                (start, code) = (at, null);
            }
        }

        Invariant.That(code is null, "the last line of a reply says that it is the last", octets[start..]);
        return replies;
    }

    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> octets) => Read(Encoding.Latin1.GetString(octets));

    private static void CheckLine(string line)
    {
        Invariant.That(line.Length + 2 <= MaxLineOctets, "a reply line has at most 512 octets", line);
        Invariant.That(line.All(c => c is >= ' ' and <= '~'), "a reply line is plain ASCII without controls", line);
        Invariant.That(
            line.Length >= PrefixOctets && line[0] is >= '2' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2]) && line[3] is ' ' or '-',
            "a reply line begins with a code",
            line);
    }
}
