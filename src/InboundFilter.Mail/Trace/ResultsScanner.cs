using System.Text;

namespace InboundFilter.Mail.Trace;

/// <summary>Reads the words of an authentication results value (RFC 8601 §2.2), over comments and folding. Any text can be scanned: what is never closed runs to the end.</summary>
internal ref struct ResultsScanner(ReadOnlySpan<char> text)
{
    /// <summary>Longest word that is kept, in characters; the rest is read over.</summary>
    public const int MaxWord = 1024;

    private ReadOnlySpan<char> _rest = text;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>What comes next; NUL at the end.</summary>
    public readonly char Next => _rest.IsEmpty ? '\0' : _rest[0];

    /// <summary>Takes the mark if it comes next, after space and comments.</summary>
    public bool TryTake(char mark)
    {
        SkipSpace();
        if (AtEnd || Next != mark)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    /// <summary>Reads over white space, control characters and nested comments.</summary>
    public void SkipSpace()
    {
        while (!AtEnd && (IsSpace(Next) || Next == '('))
        {
            if (Next == '(')
            {
                SkipComment();
            }
            else
            {
                _rest = _rest[1..];
            }
        }
    }

    /// <summary>Reads a word: characters and quoted strings up to space, a comment, a semicolon or one of <paramref name="stops"/>.</summary>
    /// <param name="stops">Not taken.</param>
    /// <param name="overComments">Reads on behind a comment that stands in the word, as one would who first takes out the comments.</param>
    /// <returns>Empty when none comes next.</returns>
    public string Word(ReadOnlySpan<char> stops, bool overComments = false)
    {
        SkipSpace();
        var word = new StringBuilder();
        while (!AtEnd && !IsSpace(Next) && Next != ';' && !stops.Contains(Next))
        {
            if (Next == '(')
            {
                if (!overComments)
                {
                    break;
                }

                SkipComment();
            }
            else if (Next == '"')
            {
                QuotedString(word);
            }
            else
            {
                Keep(word, Next);
                _rest = _rest[1..];
            }
        }

        return word.ToString();
    }

    /// <summary>Reads over everything to the next semicolon outside comments and quoted strings, and over it.</summary>
    public void SkipStatement()
    {
        while (!TryTake(';') && !AtEnd)
        {
            Word([]);
        }
    }

    private static bool IsSpace(char c) => c is <= ' ' or '\x7f';

    private static void Keep(StringBuilder word, char c)
    {
        if (word.Length < MaxWord)
        {
            word.Append(c);
        }
    }

    private void SkipComment()
    {
        int depth = 0, at = 0;
        do
        {
            switch (_rest[at])
            {
                case '(': depth++; break;
                case ')': depth--; break;
                case '\\': at++; break;
            }

            at++;
        }
        while (depth > 0 && at < _rest.Length);
        _rest = _rest[Math.Min(at, _rest.Length)..];
    }

    private void QuotedString(StringBuilder word)
    {
        int at = 1;
        for (; at < _rest.Length && _rest[at] != '"'; at++)
        {
            if (_rest[at] == '\\' && at + 1 < _rest.Length)
            {
                at++;
            }

            Keep(word, _rest[at]);
        }

        _rest = _rest[Math.Min(at + 1, _rest.Length)..];
    }
}
