using System.Text;

namespace InboundFilter.Smtp.Relay.Wire;

/// <summary>Reads replies of a server (RFC 5321 §4.2.1): finds where one ends, and takes it apart.</summary>
internal static class ReplySyntax
{
    /// <summary>Longest reply in octets, all lines together. RFC 5321 §4.5.3.1.5 allows 512 for a line.</summary>
    public const int MaxReplyOctets = 8_192;

    /// <summary>Most lines of a reply; an answer to EHLO has some twenty.</summary>
    public const int MaxReplyLines = 100;

    private const int CodeLength = 3;

    /// <summary>Finds the reply at the front of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">What has come so far.</param>
    /// <param name="octets">Length of the reply with its CRLFs, when complete.</param>
    /// <param name="code">200 to 599, when complete.</param>
    /// <returns>
    /// <see cref="ReplyParse.Malformed"/> for lines that do not start with the same three digits, end in a bare LF, or
    /// are more or longer than the bounds of this class.
    /// </returns>
    public static ReplyParse TryFind(ReadOnlySpan<byte> buffer, out int octets, out int code)
    {
        octets = 0;
        code = 0;

        for (int lines = 0; lines < MaxReplyLines; lines++)
        {
            var rest = buffer[octets..];
            int end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                return buffer.Length < MaxReplyOctets ? ReplyParse.Incomplete : ReplyParse.Malformed;
            }

            if (octets + end >= MaxReplyOctets || end <= CodeLength || rest[end - 1] != '\r' || !TryReadCode(rest, out int lineCode)
                || (code != 0 && lineCode != code))
            {
                return ReplyParse.Malformed;
            }

            code = lineCode;
            byte separator = rest[CodeLength];
            octets += end + 1;
            if (separator != '-')
            {
                return separator is (byte)' ' or (byte)'\r' ? ReplyParse.Complete : ReplyParse.Malformed;
            }
        }

        return ReplyParse.Malformed;
    }

    /// <summary>The next line's text of a complete reply, without code, separator and CRLF; moves past it.</summary>
    public static ReadOnlySpan<byte> TakeText(ref ReadOnlySpan<byte> reply)
    {
        int end = reply.IndexOf((byte)'\n');
        var text = reply[CodeLength..(end - 1)];
        reply = reply[(end + 1)..];
        return text.IsEmpty ? text : text[1..];
    }

    /// <summary>The reply as one to pass on: the enhanced code is split off the lines that bear it.</summary>
    public static SmtpReply ToSmtpReply(int code, ReadOnlySpan<byte> reply)
    {
        var lines = new List<string>(1);
        EnhancedStatus? status = null;

        while (!reply.IsEmpty)
        {
            var text = TakeText(ref reply);
            if (TryReadEnhanced(text, code / 100, out var lineStatus, out int length) && (lines.Count == 0 || status == lineStatus))
            {
                status = lineStatus;
                text = text[length..];
            }

            lines.Add(Encoding.UTF8.GetString(text));
        }

        return SmtpReply.AsGiven(code, status, [.. lines]);
    }

    private static bool TryReadCode(ReadOnlySpan<byte> line, out int code)
    {
        code = 0;
        for (int i = 0; i < CodeLength; i++)
        {
            if (!char.IsAsciiDigit((char)line[i]))
            {
                return false;
            }

            code = (code * 10) + line[i] - '0';
        }

        return code is >= 200 and < 600;
    }

    // RFC 2034 §4: class "." subject "." detail, then a space; each of the last two has one to three digits.
    private static bool TryReadEnhanced(ReadOnlySpan<byte> text, int replyClass, out EnhancedStatus status, out int length)
    {
        status = default;
        length = 2;
        if (text.Length < 5 || text[0] != '0' + replyClass || text[1] != '.'
            || !TryReadNumber(text, ref length, out int subject) || length >= text.Length || text[length++] != '.'
            || !TryReadNumber(text, ref length, out int detail) || (length < text.Length && text[length] != ' '))
        {
            return false;
        }

        length = Math.Min(length + 1, text.Length);
        status = new EnhancedStatus(replyClass, subject, detail);
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, ref int position, out int number)
    {
        number = 0;
        int start = position;
        while (position < text.Length && position - start < 3 && char.IsAsciiDigit((char)text[position]))
        {
            number = (number * 10) + text[position++] - '0';
        }

        return position > start;
    }
}
