namespace InboundFilter.Mail.Message.Mime;

/// <summary>The parts found so far, and those that are open: each lies in the one before it. All offsets count from the first octet of the body.</summary>
internal sealed class PartTree
{
    private readonly MimeLimits _limits;
    private readonly List<PartDraft> _open = [];
    private readonly PartDraft _root;
    private int _parts;
    private int _delimiters;

    public PartTree(MessageHeader header, MimeLimits limits)
    {
        _limits = limits;
        _root = Open(headerOffset: 0, inDigest: false);
        EndHeader(header, bodyOffset: 0);
    }

    /// <summary>The innermost part's header section is being read.</summary>
    public bool IsInHeader { get; private set; }

    /// <summary>Some open multipart waits for a delimiter.</summary>
    public bool AwaitsDelimiter => _delimiters > 0;

    private PartDraft Innermost => _open[^1];

    /// <summary>Notes what is wrong with the innermost part.</summary>
    public void Note(MimeFault fault) => Innermost.Note(fault);

    /// <summary>Takes the innermost part's header section; its body begins, and may be an embedded message's header section.</summary>
    public void EndHeader(MessageHeader header, long bodyOffset)
    {
        IsInHeader = false;
        var part = Innermost;
        part.SetHeader(header, bodyOffset);
        if (part.Fields.Delimiter is not null || part.Fields.IsMessage)
        {
            OpenBody(part, bodyOffset);
        }
    }

    /// <summary>Takes the header section of a part that has no body.</summary>
    public void CutHeader(MessageHeader header, long end)
    {
        IsInHeader = false;
        Innermost.SetHeader(header, Math.Max(end, Innermost.HeaderOffset));
    }

    /// <summary>Takes back a part of a multipart of which nothing has come, as where the message was cut behind a delimiter.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DropEmpty(long length)
    {
        if (Innermost.HeaderOffset < length || _open[^2].Delimiter is null)
        {
            return false;
        }

        IsInHeader = false;
        _open.RemoveAt(_open.Count - 1);
        Innermost.Children.RemoveAt(Innermost.Children.Count - 1);
        return true;
    }

    /// <summary>The delimiter awaited that the line is.</summary>
    /// <remarks>An exact line counts before one that only begins with a delimiter, of these the longest, and the innermost before the outer: a
    /// boundary may be the beginning of another, and outer ones end inner parts wherever they come (RFC 2046 §5.1.2).</remarks>
    public FoundDelimiter? Find(LineFront line)
    {
        FoundDelimiter? best = null;
        int longest = 0;
        for (int i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Delimiter is not { } delimiter)
            {
                continue;
            }

            var match = delimiter.Compare(line);
            if (match is DelimiterMatch.Exact or DelimiterMatch.ExactClose)
            {
                return new FoundDelimiter(i, match);
            }

            if (match is not DelimiterMatch.None && delimiter.Length > longest)
            {
                (best, longest) = (new FoundDelimiter(i, match), delimiter.Length);
            }
        }

        return best;
    }

    /// <summary>Ends what a delimiter ends, and begins the part that it begins.</summary>
    /// <param name="found">Which.</param>
    /// <param name="contentEnd">Where the line end before it begins, which belongs to it.</param>
    /// <param name="next">Where the line after it begins.</param>
    public void Take(FoundDelimiter found, long contentEnd, long next)
    {
        EndAbove(found.Owner, contentEnd);
        var multipart = Innermost;
        if (found.Match is DelimiterMatch.Begins or DelimiterMatch.BeginsClose)
        {
            multipart.Note(MimeFault.InexactDelimiter);
        }

        if (found.Match is DelimiterMatch.ExactClose or DelimiterMatch.BeginsClose)
        {
            Forget(multipart);
        }
        else if (_parts == _limits.MaxParts)
        {
            multipart.Note(MimeFault.TooManyParts);
            _open.ForEach(Forget);
        }
        else
        {
            Open(next, multipart.Fields.IsDigest);
        }
    }

    /// <summary>Ends all that is open where the message ends.</summary>
    public MimeStructure Complete(long length)
    {
        EndAbove(-1, length);
        return new MimeStructure(new MimePart(_root), length);
    }

    private PartDraft Open(long headerOffset, bool inDigest)
    {
        var part = new PartDraft(_open.Count, headerOffset, inDigest);
        if (_open.Count > 0)
        {
            Innermost.Children.Add(part);
        }

        _open.Add(part);
        _parts++;
        IsInHeader = true;
        return part;
    }

    private void OpenBody(PartDraft part, long bodyOffset)
    {
        if (part.Depth >= _limits.MaxDepth)
        {
            part.Note(MimeFault.TooDeep);
        }
        else if (part.Fields.IsMessage && _parts == _limits.MaxParts)
        {
            part.Note(MimeFault.TooManyParts);
        }
        else if (part.Fields.IsMessage)
        {
            Open(bodyOffset, inDigest: false);
        }
        else if (part.Fields.Delimiter!.Length > _limits.MaxBoundaryLength + Delimiter.Hyphens)
        {
            part.Note(MimeFault.BoundaryTooLong);
        }
        else
        {
            Await(part, part.Fields.Delimiter);
        }
    }

    private void Await(PartDraft part, Delimiter delimiter)
    {
        if (_open.Exists(o => o.Delimiter?.IsSame(delimiter) == true))
        {
            part.Note(MimeFault.RepeatedBoundary);
        }

        part.Delimiter = delimiter;
        _delimiters++;
    }

    private void Forget(PartDraft part)
    {
        if (part.Delimiter is not null)
        {
            part.Delimiter = null;
            _delimiters--;
        }
    }

    private void EndAbove(int owner, long contentEnd)
    {
        while (_open.Count - 1 > owner)
        {
            var part = Innermost;
            part.End(contentEnd);
            Forget(part);
            _open.RemoveAt(_open.Count - 1);
        }
    }
}
