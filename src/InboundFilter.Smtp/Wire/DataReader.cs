namespace InboundFilter.Smtp.Wire;

/// <summary>Reads one message as DATA brings it: undoes dot-stuffing and finds the end (RFC 5321 §4.1.1.4, §4.5.2).</summary>
/// <remarks>
/// Only CRLF "." CRLF ends a message, and CR and LF count only as a pair. A message with any other CR or LF, or with a NUL, is read to
/// that same true end and never handed on. The result does not depend on how the octets are cut.
/// </remarks>
internal sealed class DataReader
{
    private enum At
    {
        /// <summary>After CRLF, or nothing read yet.</summary>
        LineStart,

        /// <summary>After the dot that begins a line, which is withheld.</summary>
        Dot,

        /// <summary>After a lone dot and CR, both withheld.</summary>
        DotCarriageReturn,

        Text,

        /// <summary>After a CR that was the last octet of a piece.</summary>
        CarriageReturn,
    }

    private const byte Dot = (byte)'.';

    private At _at = At.LineStart;

    /// <summary>The end has been read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>A CR or LF that is not part of a CRLF, or a NUL, was seen; nothing is handed on since.</summary>
    public bool HasBareControl { get; private set; }

    /// <summary>Reads on, handing the octets of the message to <paramref name="sink"/> in runs as long as possible.</summary>
    /// <returns>How many octets were used: all of them, or those up to the end of the message.</returns>
    public int Read(ReadOnlySpan<byte> input, IOctetSink sink)
    {
        At at = _at;
        int next = 0;
        int runStart = 0;

        while (next < input.Length && !IsComplete)
        {
            switch (at)
            {
                case At.Text:
                    at = SkipText(input, ref next);
                    break;

                case At.LineStart when input[next] == Dot:
                    Hand(input[runStart..next], sink);
                    runStart = ++next;
                    at = At.Dot;
                    break;

                case At.LineStart:
                    at = At.Text;
                    break;

                case At.Dot when input[next] == LineEndOctets.CarriageReturn:
                    runStart = ++next;
                    at = At.DotCarriageReturn;
                    break;

                case At.DotCarriageReturn when input[next] == LineEndOctets.LineFeed:
                    runStart = ++next;
                    IsComplete = true;
                    break;

                case At.CarriageReturn when input[next] == LineEndOctets.LineFeed:
                    next++;
                    at = At.LineStart;
                    break;

                case At.CarriageReturn or At.DotCarriageReturn:
                    HasBareControl = true;
                    at = At.Text;
                    break;

                default:
                    at = At.Text;
                    break;
            }
        }

        Hand(input[runStart..next], sink);
        _at = at;
        return next;
    }

    /// <summary>Goes on to the next line that begins with a dot, to a CR whose LF is not here yet, or to the end of the input.</summary>
    private At SkipText(ReadOnlySpan<byte> input, ref int next)
    {
        int i = next;
        while (true)
        {
            int found = input[i..].IndexOfAny(LineEndOctets.All);
            if (found < 0)
            {
                next = input.Length;
                return At.Text;
            }

            i += found + 1;
            if (input[i - 1] != LineEndOctets.CarriageReturn)
            {
                HasBareControl = true;
            }
            else if (i == input.Length)
            {
                next = i;
                return At.CarriageReturn;
            }
            else if (input[i] != LineEndOctets.LineFeed)
            {
                HasBareControl = true;
            }
            else if (++i == input.Length || input[i] == Dot)
            {
                next = i;
                return At.LineStart;
            }
        }
    }

    private void Hand(ReadOnlySpan<byte> run, IOctetSink sink)
    {
        if (!run.IsEmpty && !HasBareControl)
        {
            sink.Append(run);
        }
    }
}
