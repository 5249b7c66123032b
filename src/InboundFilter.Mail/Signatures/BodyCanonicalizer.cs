namespace InboundFilter.Mail.Signatures;

/// <summary>Hands a body on as it is hashed (RFC 6376 §3.4.3, §3.4.4), in whatever pieces it comes. Not thread-safe.</summary>
/// <remarks>
/// Lines end in CRLF; a lone LF counts as one. Lines that stay as they are go on in long runs without being copied. Line ends are held
/// back until something follows, because empty lines at the end do not count.
/// </remarks>
internal sealed class BodyCanonicalizer(Canonicalization form, BodyWriter output)
{
    private readonly bool _relaxed = form is Canonicalization.Relaxed;
    private long _lineEnds;
    private bool _carriageReturn;
    private bool _space;
    private bool _hasContent;

    public void Append(ReadOnlySpan<byte> octets)
    {
        if (_carriageReturn && !octets.IsEmpty)
        {
            _carriageReturn = false;
            if (octets[0] != '\n')
            {
                WritePart("\r"u8);
            }
        }

        // octets[start..end] is to be written as it is; when it is followed at once, the held line ends are the octets up to there.
        int start = 0, end = 0, at = 0;
        bool adjoins = false;
        while (octets[at..].IndexOf((byte)'\n') is >= 0 and var feed)
        {
            var line = octets.Slice(at, feed);
            bool isWhole = !_space && line.EndsWith("\r"u8);
            line = line.EndsWith("\r"u8) ? line[..^1] : line;
            if (isWhole && line.IsEmpty)
            {
                _lineEnds++;
            }
            else if (isWhole && IsCanonical(line))
            {
                if (!adjoins)
                {
                    WriteLineEnds();
                    start = at;
                }

                (end, adjoins, _lineEnds) = (at + line.Length, true, 1);
            }
            else
            {
                Write(octets[start..end]);
                (start, end, adjoins) = (0, 0, false);
                WritePart(line);
                _space = false;
                _lineEnds++;
            }

            at += feed + 1;
        }

        Write(octets[start..end]);
        WriteStart(octets[at..]);
    }

    /// <summary>The body is at its end.</summary>
    public void Finish()
    {
        if (_carriageReturn)
        {
            WritePart("\r"u8);
        }

        if (_hasContent || !_relaxed)
        {
            output.Write("\r\n"u8);   // an empty simple body is one CRLF
        }

        output.Finish();
    }

    /// <summary>The start of a line whose end is still to come; a last CR may be half of it.</summary>
    private void WriteStart(ReadOnlySpan<byte> part)
    {
        _carriageReturn |= part.EndsWith("\r"u8);
        WritePart(part.EndsWith("\r"u8) ? part[..^1] : part);
    }

    private void WritePart(ReadOnlySpan<byte> part)
    {
        while (!part.IsEmpty)
        {
            int blank = _relaxed ? part.IndexOfAny(WhiteSpace.Blanks) : -1;
            var word = blank < 0 ? part : part[..blank];
            if (!word.IsEmpty)
            {
                WriteLineEnds();
                output.Write(_space ? " "u8 : []);
                _space = false;
                Write(word);
            }

            if (blank < 0)
            {
                return;
            }

            _space = true;
            part = part[blank..].TrimStart(WhiteSpace.Blanks);
        }
    }

    private void Write(ReadOnlySpan<byte> octets)
    {
        _hasContent |= !octets.IsEmpty;
        output.Write(octets);
    }

    private void WriteLineEnds()
    {
        for (; _lineEnds > 0; _lineEnds--)
        {
            output.Write("\r\n"u8);
        }
    }

    /// <summary>Whether a line, not empty, stays as it is.</summary>
    private bool IsCanonical(ReadOnlySpan<byte> line) =>
        !_relaxed || (line[^1] != ' ' && !line.Contains((byte)'\t') && line.IndexOf("  "u8) < 0);
}
