namespace InboundFilter.Smtp.Wire;

/// <summary>Passes on the octets of a message that comes in BDAT chunks (RFC 3030) and watches its line ends over all chunks.</summary>
/// <remarks>The octets stay as they are; but the message will be relayed by DATA, so CR and LF must be a pair here too.</remarks>
internal sealed class ChunkReader
{
    private bool _endsInCarriageReturn;

    /// <summary>A CR or LF that is not part of a CRLF, or a NUL, was seen; nothing is handed on since.</summary>
    public bool HasBareControl { get; private set; }

    public void Read(ReadOnlySpan<byte> input, IOctetSink sink)
    {
        if (HasBareControl || input.IsEmpty)
        {
            return;
        }

        HasBareControl = !IsPaired(input);
        if (!HasBareControl)
        {
            sink.Append(input);
        }
    }

    /// <summary>The last chunk has been read: a CR at its end will find no LF.</summary>
    public void Finish() => HasBareControl |= _endsInCarriageReturn;

    private bool IsPaired(ReadOnlySpan<byte> input)
    {
        int i = 0;
        if (_endsInCarriageReturn)
        {
            if (input[0] != LineEndOctets.LineFeed)
            {
                return false;
            }

            i = 1;
            _endsInCarriageReturn = false;
        }

        while (true)
        {
            int found = input[i..].IndexOfAny(LineEndOctets.All);
            if (found < 0)
            {
                return true;
            }

            i += found + 1;
            if (input[i - 1] != LineEndOctets.CarriageReturn)
            {
                return false;
            }

            if (i == input.Length)
            {
                _endsInCarriageReturn = true;
                return true;
            }

            if (input[i++] != LineEndOctets.LineFeed)
            {
                return false;
            }
        }
    }
}
