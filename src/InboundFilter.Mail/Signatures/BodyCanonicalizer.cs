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

        // octets[start..end] waits to be written as it is. While only empty lines follow it, the line ends held back are the octets after it,
        // so that the next line can be joined to it.
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
            else if (isWhole && CanonicalLength(line) == line.Length)
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
            var text = _relaxed ? part.TrimStart(WhiteSpace.Blanks) : part;
            _space |= text.Length < part.Length;
            if (text.IsEmpty)
            {
                return;
            }

            int length = CanonicalLength(text);
            WriteLineEnds();
            output.Write(_space ? " "u8 : []);
            _space = false;
            Write(text[..length]);
            part = text[length..];
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

    /// <summary>How far a line stays as it is: up to white space that is not one space between words.</summary>
    private int CanonicalLength(ReadOnlySpan<byte> line)
    {
        if (!_relaxed)
        {
            return line.Length;
        }

        int tab = line.IndexOf((byte)'\t');
        line = tab < 0 ? line : line[..tab];
        int blanks = line.IndexOf("  "u8);
        return blanks < 0 ? line.TrimEnd((byte)' ').Length : blanks;
    }
}
