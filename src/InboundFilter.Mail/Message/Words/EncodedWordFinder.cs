namespace InboundFilter.Mail.Message.Words;

/// <summary>Finds the encoded words of a text one after the other, in linear time.</summary>
/// <remarks>Form: <c>=?charset*language?B or Q?payload?=</c> (RFC 2047 §2, RFC 2231 §5).</remarks>
internal struct EncodedWordFinder(string text, ScanMeter? meter)
{
    private int _at;

    // The nearest "?=" at or after the place last asked for; kept, so that many openings do not each search to the end.
    private int _nextEnd = -1;

    public bool TryNext(out EncodedWord word)
    {
        while (_at < text.Length)
        {
            int open = text.IndexOf("=?", _at, StringComparison.Ordinal);
            meter?.Add((open < 0 ? text.Length : open) - _at + 2);
            if (open < 0)
            {
                break;
            }

            if (TryReadAt(open, out word))
            {
                _at = word.End;
                return true;
            }

            _at = open + 1;
        }

        word = default;
        return false;
    }

    /// <summary>Reads the word that begins with the <c>=?</c> at <paramref name="open"/>; places may be asked for in rising order only.</summary>
    public bool TryReadAt(int open, out EncodedWord word)
    {
        word = default;
        int charset = open + 2;
        int mark = charset;
        while (mark < text.Length && mark - charset <= Charsets.MaxNameLength && text[mark] is > ' ' and < '\x7f' and not '?' and not '=')
        {
            mark++;
        }

        meter?.Add(mark - open);
        if (mark == charset || mark + 2 >= text.Length || text[mark] is not '?' || text[mark + 2] is not '?')
        {
            return false;
        }

        bool isBase64 = text[mark + 1] is 'B' or 'b';
        int payload = mark + 3;
        if ((!isBase64 && text[mark + 1] is not ('Q' or 'q')) || FindEnd(payload) is not (>= 0 and var end))
        {
            return false;
        }

        // Another opening before the end: this one was never closed.
        int inner = text.AsSpan(payload..end).IndexOf("=?", StringComparison.Ordinal);
        meter?.Add(inner < 0 ? end - payload : inner);
        int star = text.AsSpan(charset..mark).IndexOf('*');
        word = new EncodedWord(open, end + 2, charset..(star < 0 ? mark : charset + star), isBase64, payload..end);
        return inner < 0;
    }

    private int FindEnd(int from)
    {
        if (_nextEnd >= from || _nextEnd is int.MaxValue)
        {
            return _nextEnd is int.MaxValue ? -1 : _nextEnd;
        }

        int end = from > text.Length ? -1 : text.IndexOf("?=", from, StringComparison.Ordinal);
        meter?.Add((end < 0 ? text.Length : end) - from);
        _nextEnd = end < 0 ? int.MaxValue : end;
        return end;
    }
}
