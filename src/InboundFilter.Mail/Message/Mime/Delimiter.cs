using System.Text;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>The delimiter of one multipart: two hyphens and its boundary (RFC 2046 §5.1.1).</summary>
internal sealed class Delimiter(string boundary)
{
    /// <summary>How many it begins with, and how many more close it.</summary>
    public const int Hyphens = 2;

    private readonly byte[] _octets = Encoding.UTF8.GetBytes("--" + boundary);

    public int Length => _octets.Length;

    public bool IsSame(Delimiter other) => _octets.AsSpan().SequenceEqual(other._octets);

    public DelimiterMatch Compare(LineFront line)
    {
        if (!line.Octets.StartsWith(_octets))
        {
            return DelimiterMatch.None;
        }

        var rest = line.Octets[_octets.Length..];
        bool closes = rest.StartsWith("--"u8);
        bool exact = line.RestIsSpace && rest[(closes ? 2 : 0)..].TrimEnd(" \t\r"u8).IsEmpty;
        return (exact, closes) switch
        {
            (true, false) => DelimiterMatch.Exact,
            (true, true) => DelimiterMatch.ExactClose,
            (false, false) => DelimiterMatch.Begins,
            (false, true) => DelimiterMatch.BeginsClose,
        };
    }
}
