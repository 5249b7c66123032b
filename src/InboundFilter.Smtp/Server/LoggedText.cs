using System.Buffers;
using System.Text;

namespace InboundFilter.Smtp.Server;

/// <summary>Makes what is on the wire fit for a line of the log: printable ASCII, of bounded length.</summary>
internal static class LoggedText
{
    /// <summary>Longest text of a line in the log.</summary>
    public const int MaxChars = 200;

    public static string Of(in ReadOnlySequence<byte> line)
    {
        var front = line.Slice(0, Math.Min(line.Length, MaxChars));
        string text = Of(front.IsSingleSegment ? front.FirstSpan : front.ToArray());
        return line.Length > MaxChars ? text + "..." : text;
    }

    /// <summary>A reply of ours, whose line ends become bars. Its text is printable ASCII already.</summary>
    public static string Of(SmtpReply reply) => reply.ToString().ReplaceLineEndings(" | ");

    private static string Of(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length);
        foreach (byte octet in octets)
        {
            if (octet is >= 0x20 and < 0x7F and not (byte)'\\')
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\x{octet:x2}");
            }
        }

        return text.ToString();
    }
}
