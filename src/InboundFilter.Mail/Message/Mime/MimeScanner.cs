namespace InboundFilter.Mail.Message.Mime;

/// <summary>Reads the MIME structure of a message while its body comes, once, keeping nothing of it but the parts' headers.</summary>
/// <remarks>
/// RFC 2045 to 2047, 2049 and, for boundaries, RFC 2046 §5.1. Takes the octets after the message's header section, in pieces of any size, which make
/// no difference. Nothing throws and nothing grows beyond <see cref="MimeLimits"/>: what cannot be read is a <see cref="MimeFault"/>. Lines may
/// end in CRLF or a lone LF. Where no multipart is open octets are only counted; elsewhere only lines that begin with two hyphens are
/// looked at. MIME-Version is not asked for, since no reader of mail asks for it. Not thread-safe.
/// </remarks>
public sealed class MimeScanner : IMessageSink
{
    private const byte Feed = (byte)'\n';
    private const byte Return = (byte)'\r';

    /// <summary>Longest field name in a part's header section; there are none near it.</summary>
    private const int MaxFieldName = 512;

    private readonly PartTree _tree;
    private readonly PartHeaderCollector _header;
    private readonly LineFront _line;
    private long _position;
    private long _lineStart;
    private int _endBefore;
    private byte _last;
    private bool _inLine;

    /// <param name="header">The message's own header section.</param>
    /// <param name="limits">Bounds on what is looked at.</param>
    public MimeScanner(MessageHeader header, MimeLimits limits)
    {
        _tree = new PartTree(header, limits);
        _header = new PartHeaderCollector(limits);
        _line = new LineFront(Math.Max(MaxFieldName, limits.MaxBoundaryLength + (2 * Delimiter.Hyphens)));
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            int taken = Take(octets);
            if (taken > 0)
            {
                _last = octets[taken - 1];
                _position += taken;
                octets = octets[taken..];
            }
        }
    }

    /// <summary>Ends the message. To be called once, after the last octet.</summary>
    public MimeStructure Complete()
    {
        if (_position > _lineStart && !_inLine && (_tree.IsInHeader || _tree.AwaitsDelimiter))
        {
            EndLine(_position);
        }

        if (_tree.IsInHeader && !_tree.DropEmpty(_position))
        {
            CutHeader(_position);
        }

        return _tree.Complete(_position);
    }

    private int Take(ReadOnlySpan<byte> octets)
    {
        if (_tree.IsInHeader)
        {
            return TakeLine(octets, ofHeader: true);
        }

        if (!_tree.AwaitsDelimiter)
        {
            return octets.Length;
        }

        return _inLine ? SkipToHyphens(octets)
            : MayBeDelimiter(octets) ? TakeLine(octets, ofHeader: false)
            : LeaveLine();
    }

    private int LeaveLine()
    {
        _inLine = true;
        return 0;
    }

    /// <summary>Whether the line, of which fewer than two octets may have come, can begin with two hyphens.</summary>
    private bool MayBeDelimiter(ReadOnlySpan<byte> octets)
    {
        int missing = Delimiter.Hyphens - _line.Octets.Length;
        return missing <= 0 || !octets[..Math.Min(missing, octets.Length)].ContainsAnyExcept((byte)'-');
    }

    /// <summary>Goes to the next line that begins with two hyphens, or may do so once more has come.</summary>
    private int SkipToHyphens(ReadOnlySpan<byte> octets)
    {
        int feed = octets.IndexOf("\n--"u8);
        if (feed < 0)
        {
            feed = octets.EndsWith("\n"u8) ? octets.Length - 1 : octets.EndsWith("\n-"u8) ? octets.Length - 2 : -1;
        }

        if (feed < 0)
        {
            return octets.Length;
        }

        StartLine(_position + feed + 1, LineEnd(octets[..feed]));
        return feed + 1;
    }

    private int TakeLine(ReadOnlySpan<byte> octets, bool ofHeader)
    {
        int feed = octets.IndexOf(Feed);
        int taken = feed < 0 ? octets.Length : feed + 1;
        _line.Append(octets[..(feed < 0 ? taken : feed)]);
        if (ofHeader)
        {
            _header.Append(octets[..taken]);
        }

        if (feed >= 0)
        {
            int end = LineEnd(octets[..feed]);
            EndLine(_position + taken);
            StartLine(_position + taken, end);
        }

        return taken;
    }

    private void StartLine(long at, int endBefore)
    {
        _line.Clear();
        (_lineStart, _endBefore, _inLine) = (at, endBefore, false);
    }

    /// <summary>Octets of the line end whose LF follows these.</summary>
    private int LineEnd(ReadOnlySpan<byte> before) => (before.IsEmpty ? _last : before[^1]) == Return ? 2 : 1;

    private void EndLine(long next)
    {
        if (_line.Octets.StartsWith("--"u8) && _tree.Find(_line) is { } delimiter)
        {
            long contentEnd = _lineStart - _endBefore;
            if (_tree.IsInHeader)
            {
                CutHeader(contentEnd);
            }

            _tree.Take(delimiter, contentEnd, next);
        }
        else if (_tree.IsInHeader)
        {
            EndHeaderLine(next);
        }
    }

    private void EndHeaderLine(long next)
    {
        if (_line.IsBlank)
        {
            EndHeader(next);
            return;
        }

        if (IsField())
        {
            _header.KeepLine();
            return;
        }

        // The line is the first of the body, and where that is an embedded message it is no field of it either.
        while (_tree.IsInHeader)
        {
            _tree.Note(MimeFault.HeaderNotEnded);
            EndHeader(_lineStart);
        }
    }

    private void EndHeader(long bodyOffset) => _tree.EndHeader(TakeHeader(), bodyOffset);

    /// <summary>Ends a header section that no body follows.</summary>
    private void CutHeader(long end)
    {
        _tree.Note(MimeFault.HeaderNotEnded);
        _tree.CutHeader(TakeHeader(), end);
    }

    private MessageHeader TakeHeader()
    {
        bool isCut = _header.IsCut;
        var header = _header.Take();
        if (isCut || header.Faults.Contains(HeaderFault.TooManyFields))
        {
            _tree.Note(MimeFault.HeaderTooLong);
        }

        return header;
    }

    /// <summary>Whether the line is a field or goes on with one (RFC 5322 §2.2).</summary>
    private bool IsField()
    {
        var line = _line.Octets;
        return line[0] is (byte)' ' or (byte)'\t' ? _header.HasField : HeaderReader.IsName(line, line.IndexOf((byte)':'));
    }
}
