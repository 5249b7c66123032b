using System.Buffers;

namespace InboundFilter.Smtp.Wire;

/// <summary>Cuts command lines off the front of what the client has sent.</summary>
internal static class SmtpLine
{
    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';

    /// <summary>Takes one line, without its CRLF, from the front of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">Unread octets. Moved past the line only when the result is <see cref="LineStatus.Complete"/>.</param>
    /// <param name="maxOctets">Longest line allowed, CRLF included (RFC 5321 §4.5.3.1.4).</param>
    /// <param name="line">The line; valid until the pipe reader is advanced.</param>
    /// <returns>
    /// <see cref="LineStatus.BareControl"/> for a CR or LF that is not part of a CRLF and for NUL: RFC 5321 §2.3.8 and §4.1.2 forbid
    /// them, and tolerating them lets one message be read as two by the next server (SMTP smuggling).
    /// </returns>
    public static LineStatus TryTake(ref ReadOnlySequence<byte> buffer, int maxOctets, out ReadOnlySequence<byte> line)
    {
        line = default;
        var reader = new SequenceReader<byte>(buffer);

        if (!reader.TryReadToAny(out ReadOnlySequence<byte> text, "\r\n\0"u8, advancePastDelimiter: false))
        {
            return buffer.Length >= maxOctets ? LineStatus.TooLong : LineStatus.Incomplete;
        }

        reader.TryRead(out byte found);

        // Judged by what the octets up to here tell, so that the result does not hang on how they were cut.
        if (text.Length + (found == CarriageReturn ? 2 : 1) > maxOctets)
        {
            return LineStatus.TooLong;
        }

        if (found != CarriageReturn)
        {
            return LineStatus.BareControl;
        }

        if (!reader.TryRead(out byte next))
        {
            return LineStatus.Incomplete;
        }

        if (next != LineFeed)
        {
            return LineStatus.BareControl;
        }

        line = text;
        buffer = buffer.Slice(reader.Position);
        return LineStatus.Complete;
    }

    /// <summary>Drops the rest of a line that was too long, through its CRLF.</summary>
    /// <param name="buffer">Unread octets; moved past all that belongs to the line.</param>
    /// <returns><see cref="LineStatus.Complete"/> once the line end has been dropped.</returns>
    public static LineStatus TrySkip(ref ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryAdvanceToAny("\r\n\0"u8, advancePastDelimiter: false))
        {
            buffer = buffer.Slice(buffer.End);
            return LineStatus.Incomplete;
        }

        buffer = buffer.Slice(reader.Position);
        reader.TryRead(out byte found);
        if (found != CarriageReturn)
        {
            return LineStatus.BareControl;
        }

        if (!reader.TryRead(out byte next))
        {
            return LineStatus.Incomplete;
        }

        if (next != LineFeed)
        {
            return LineStatus.BareControl;
        }

        buffer = buffer.Slice(reader.Position);
        return LineStatus.Complete;
    }
}
