namespace InboundFilter.Smtp.Relay.Wire;

/// <summary>Tells where a dot has to be put in (RFC 5321 §4.5.2) while a message goes out in pieces. Copies nothing.</summary>
/// <remarks>A line starts after CRLF and nowhere else; a piece may end anywhere, also between CR, LF and dot.</remarks>
internal sealed class DotStuffing
{
    private enum Place
    {
        LineStart,
        AfterCarriageReturn,
        WithinLine,
    }

    private Place _place;

    /// <summary>The message so far ends in CRLF, or is empty.</summary>
    public bool IsAtLineStart => _place is Place.LineStart;

    /// <summary>Takes octets off the front of <paramref name="piece"/> up to the next dot that starts a line.</summary>
    /// <param name="piece">What is left of the current piece; not empty.</param>
    /// <param name="dotIsDue">A dot is to be sent after these octets, before the rest of the piece.</param>
    /// <returns>How many octets can be sent as they are; 0 only when a dot is due at once.</returns>
    public int Take(ReadOnlySpan<byte> piece, out bool dotIsDue)
    {
        int run = RunLength(piece);
        dotIsDue = run < piece.Length;
        if (dotIsDue)
        {
            // The dot that comes next is accounted for: it must not be seen as starting a line once more.
            _place = Place.WithinLine;
        }
        else
        {
            _place = PlaceAfter(piece);
        }

        return run;
    }

    private int RunLength(ReadOnlySpan<byte> piece)
    {
        if (_place is Place.LineStart && piece[0] == '.')
        {
            return 0;
        }

        if (_place is Place.AfterCarriageReturn && piece is [(byte)'\n', (byte)'.', ..])
        {
            return 1;
        }

        int found = piece.IndexOf("\r\n."u8);
        return found < 0 ? piece.Length : found + 2;
    }

    private Place PlaceAfter(ReadOnlySpan<byte> piece) => piece switch
    {
        [.., (byte)'\r'] => Place.AfterCarriageReturn,
        [.., (byte)'\r', (byte)'\n'] => Place.LineStart,
        [(byte)'\n'] when _place is Place.AfterCarriageReturn => Place.LineStart,
        _ => Place.WithinLine,
    };
}
